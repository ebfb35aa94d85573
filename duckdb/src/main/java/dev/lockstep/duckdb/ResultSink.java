package dev.lockstep.duckdb;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the rows of a result as they come. One thread.
public interface ResultSink {
  /// What a value is, as far as output cares.
  enum Kind {
    TEXT,
    /// Written in digits.
    NUMBER,
    FLAG
  }

  /// A column of a result.
  record Column(String name, Kind kind) {}

  /// Called once, before all rows.
  void begin(List<Column> columns) throws IOException;

  /// @param values as text, times as ISO 8601 writes them; null for NULL
  void row(List<@Nullable String> values) throws IOException;

  /// Called once, when there are no more.
  void end() throws IOException;
}
