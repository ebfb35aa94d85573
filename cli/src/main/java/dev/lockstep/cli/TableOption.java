package dev.lockstep.cli;

import dev.lockstep.duckdb.BuiltInView;
import dev.lockstep.duckdb.ReportFiles;
import dev.lockstep.duckdb.SqlTable;
import dev.lockstep.duckdb.TableFiles;
import dev.lockstep.inventory.InventoryException;
import dev.lockstep.inventory.ReportPlace;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestReading;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.manifest.ManifestSummary;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// A table that was asked for: `NAME=WHAT`.
///
/// @param name by which SQL calls it
/// @param what where it is from
record TableOption(String name, String what) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern MANIFEST =
      Pattern.compile(".*\\.(csv|jsonl|txt)(\\.gz)?", Pattern.DOTALL);
  private static final String VERSIONS = "versions:";
  private static final String LATEST = "/latest";

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

  /// What kind of thing it is.
  enum Kind {
    REPORT,
    LATEST_REPORT,
    MANIFEST,
    VERSIONS,
    LISTING
  }

  Kind kind() {
    NamedFile file = new NamedFile(what);
    if (what.startsWith(VERSIONS)) {
      return Kind.VERSIONS;
    }
    if (file.isStandard()
        || what.indexOf(':') < 0
        || what.startsWith(".")
        || what.startsWith("/")) {
      return Kind.MANIFEST;
    }
    if (what.endsWith("/" + ReportPlace.MANIFEST)) {
      return Kind.REPORT;
    }
    if (what.endsWith(LATEST)) {
      return Kind.LATEST_REPORT;
    }
    boolean manifest = file.isObject() && MANIFEST.matcher(what.toLowerCase(Locale.ROOT)).matches();
    return manifest ? Kind.MANIFEST : Kind.LISTING;
  }

  /// Where the manifest of the report is.
  ///
  /// @throws WrongUsage when it is no report
  /// @throws InventoryException when there is none
  BucketScope report(Stores stores) {
    return switch (kind()) {
      case REPORT -> stores.scope(Address.parse(what));
      case LATEST_REPORT -> latest(stores);
      case MANIFEST, VERSIONS, LISTING ->
          throw new WrongUsage("'" + what + "' is no report: name its manifest.json, or …/latest");
    };
  }

  private BucketScope latest(Stores stores) {
    String folder = what.substring(0, what.length() - LATEST.length() + 1);
    BucketScope below = stores.scope(Address.parse(folder));
    BucketScope found = ReportFiles.latest(below);
    if (found == null) {
      throw new InventoryException("there is no complete report below " + below);
    }
    return found;
  }

  SqlTable make(Surroundings around, Stores stores, TableFiles files) {
    return switch (kind()) {
      case REPORT, LATEST_REPORT -> files.report(name, report(stores));
      case VERSIONS ->
          files.versions(
              name,
              stores.scope(Address.parse(what.substring(VERSIONS.length()))),
              around.clock().instant());
      case LISTING ->
          files.listing(name, stores.scope(Address.parse(what)), around.clock().instant());
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
