package dev.lockstep.cli;

import dev.lockstep.duckdb.SqlTable;
import dev.lockstep.duckdb.TableFiles;
import dev.lockstep.manifest.ManifestReading;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.manifest.ManifestSummary;
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
    if (!NAME.matcher(name).matches() || equals == text.length() - 1) {
      throw new WrongUsage(
          "--table is NAME=WHAT, the name in letters, digits, _ and -, not '" + text + "'");
    }
    return new TableOption(name, text.substring(equals + 1));
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
