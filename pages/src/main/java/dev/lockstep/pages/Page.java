package dev.lockstep.pages;

import java.util.List;

/// What a page shows, from its top to its end.
///
/// @param title what it is about: `old:photos and new:photos`
/// @param about what was done, how and when, in a sentence
/// @param facts the figures that matter most
/// @param sections what follows
public record Page(String title, String about, List<Fact> facts, List<Section> sections) {
  public Page {
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
  }

  /// A figure, and what it is of.
  ///
  /// @param note what is small beside it; empty for nothing
  public record Fact(String label, String value, String note, Tone tone) {}

  /// How a figure is meant.
  public enum Tone {
    PLAIN,
    GOOD,
    BAD
  }
}
