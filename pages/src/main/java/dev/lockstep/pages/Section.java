package dev.lockstep.pages;

import dev.lockstep.summary.PrefixNode;
import dev.lockstep.summary.Totals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a page.
public sealed interface Section {
  /// What stands above it.
  String title();

  /// A sentence below the title; may be empty.
  String text();

  /// A prefix in a prefix, each as large as what lies below it.
  ///
  /// @param sorts what the sorts of its totals are called
  record Treemap(String title, String text, List<String> sorts, PrefixNode root)
      implements Section {}

  /// A bar for each label, of several sorts on top of each other.
  ///
  /// @param of what a label names: `size`
  /// @param sorts what the sorts of its totals are called
  /// @param totals one for each label
  record Distribution(
      String title,
      String text,
      String of,
      List<String> sorts,
      List<String> labels,
      List<Totals> totals)
      implements Section {}

  /// Bars of numbers that stand in a table.
  ///
  /// @param of what a label names
  /// @param series a list of numbers each, as long as the labels
  record Bars(String title, String text, String of, List<String> labels, List<Series> series)
      implements Section {}

  /// Numbers with a name.
  record Series(String name, List<Double> values) {}

  /// Rows.
  ///
  /// @param rows as many cells each as there are columns; null for none
  record Table(String title, String text, List<Column> columns, List<List<@Nullable String>> rows)
      implements Section {}

  /// A column of a table.
  record Column(String name, boolean number) {}
}
