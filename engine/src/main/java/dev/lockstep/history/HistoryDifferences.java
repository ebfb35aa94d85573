package dev.lockstep.history;

import dev.lockstep.compare.Difference;
import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells two histories that are not the same as a row, which says where the first difference
/// stands.
public final class HistoryDifferences {
  private HistoryDifferences() {}

  /// Empty when the two are the same.
  public static Optional<Difference> of(HistoryPair pair) {
    Alignment found = pair.alignment();
    if (found.identical()) {
      return Optional.empty();
    }
    ObjectVersion lacking = firstLacking(pair);
    ObjectVersion extra = firstExtra(pair);
    Reason reason =
        found.obstacle() == Alignment.Obstacle.UNDECIDED ? Reason.UNDECIDED : Reason.VERSIONS;
    if (pair.destination().isEmpty()) {
      reason = Reason.ONLY_IN_SOURCE;
    } else if (pair.source().isEmpty()) {
      reason = Reason.ONLY_IN_DESTINATION;
    }
    return Optional.of(
        new Difference(
            pair.key(),
            entry(pair, pair.source(), lacking),
            entry(pair, pair.destination(), extra),
            reason,
            words(found, lacking, extra),
            pair.explanation()));
  }

  private static @Nullable ObjectEntry entry(
      HistoryPair pair, History history, @Nullable ObjectVersion first) {
    if (history.isEmpty()) {
      return null;
    }
    return (first == null ? history.versions().getLast() : first).entry(pair.key());
  }

  private static @Nullable ObjectVersion firstLacking(HistoryPair pair) {
    Set<ObjectVersion> lacking = new HashSet<>(pair.alignment().missing());
    lacking.addAll(pair.alignment().buried());
    return pair.source().versions().stream().filter(lacking::contains).findFirst().orElse(null);
  }

  private static @Nullable ObjectVersion firstExtra(HistoryPair pair) {
    Set<VersionId> extra = new HashSet<>();
    pair.alignment().foreign().forEach(version -> extra.add(version.id()));
    pair.alignment().surplus().forEach(version -> extra.add(version.id()));
    for (VersionMapping purged : pair.alignment().purged()) {
      extra.add(purged.destination());
    }
    return pair.destination().versions().stream()
        .filter(version -> extra.contains(version.id()))
        .findFirst()
        .orElse(null);
  }

  private static String words(
      Alignment found, @Nullable ObjectVersion lacking, @Nullable ObjectVersion extra) {
    List<String> words = new ArrayList<>();
    int lackingCount = found.missing().size() + found.buried().size();
    if (lacking != null) {
      words.add(lackingCount + " missing at the destination, the first is " + words(lacking));
    }
    if (extra != null) {
      words.add(found.onlyInDestination() + " not at the source, the first is " + words(extra));
    }
    if (!found.words().isEmpty()) {
      words.add(found.words());
    }
    return String.join("; ", words);
  }

  private static String words(ObjectVersion version) {
    return (version.deleteMarker() ? "delete marker " : "version ")
        + version.id()
        + " of "
        + version.lastModified();
  }
}
