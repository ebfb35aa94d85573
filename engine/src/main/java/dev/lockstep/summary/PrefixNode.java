package dev.lockstep.summary;

import java.util.List;

/// What lies below a prefix.
///
/// @param prefix whole, with the slash at its end; empty for all keys
/// @param here what lies directly below, in no prefix of its own that is told
/// @param others what lies in prefixes below that are too small to be told one by one
/// @param below the prefixes one slash further
public record PrefixNode(String prefix, Totals here, Totals others, List<PrefixNode> below) {
  public PrefixNode {
    below = List.copyOf(below);
  }

  /// All that lies below it.
  public Totals all() {
    Totals sum = new Totals(here.sorts());
    sum.add(here);
    sum.add(others);
    below.forEach(node -> sum.add(node.all()));
    return sum;
  }

  /// What it adds to the prefix around it: `b/` of `a/b/`.
  public String name() {
    int slash = prefix.lastIndexOf('/', prefix.length() - 2);
    return prefix.substring(slash + 1);
  }
}
