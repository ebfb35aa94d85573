package dev.lockstep.cli;

import dev.lockstep.duckdb.BuiltInView;
import dev.lockstep.duckdb.SqlTable;
import dev.lockstep.duckdb.TableFiles;
import dev.lockstep.manifest.ManifestReading;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.manifest.ManifestSummary;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A table that was asked for: `NAME=WHAT`.
///
/// @param name by which SQL calls it
/// @param what where it is from
record TableOption(String name, String what) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  static TableOption parse(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? "" : text.substring(0, equals);
    if (!isName(name) || equals == text.length() - 1) {
      throw new WrongUsage(
          "--table is NAME=WHAT, the name in letters, digits, _ and -, not '" + text + "'");
    }
    return new TableOption(name, text.substring(equals + 1));
  }

  /// Whether a table can have this name.
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// Whether a statement may ask this table: its name is in it, or that of a view which does.
  boolean isIn(String statement) {
    return isWord(name, statement)
        || (name.equals("source") || name.equals("destination"))
            && Arrays.stream(BuiltInView.values())
                .anyMatch(view -> isWord(view.sqlName(), statement));
  }

  private static boolean isWord(String name, String statement) {
    return Pattern.compile(
            "(?<![A-Za-z0-9_])" + Pattern.quote(name) + "(?![A-Za-z0-9_])",
            Pattern.CASE_INSENSITIVE)
        .matcher(statement)
        .find();
  }

  /// Where its rows are from.
  RowOrigin origin() {
    return new RowOrigin(what);
  }

  SqlTable make(Surroundings around, Stores stores, TableFiles files) {
    RowOrigin origin = origin();
    return switch (origin.kind()) {
      case REPORT, LATEST_REPORT -> files.report(name, origin.report(stores));
      case VERSIONS -> files.versions(name, origin.listed(stores), around.clock().instant());
      case LISTING -> files.listing(name, origin.listed(stores), around.clock().instant());
      case MANIFEST -> manifest(around, stores, files);
    };
  }

  private SqlTable manifest(Surroundings around, Stores stores, TableFiles files) {
    try (ManifestSpool spool = ManifestVerb.spool()) {
      ManifestReading reading = ManifestReading.PLAIN;
      ManifestSummary summary =
          new ReadManifest(around, stores, reading).read(what, spool, _ -> null);
      return files.manifest(name, spool, summary.versions(), around.clock().instant(), what);
    }
  }
}
