package dev.lockstep.cli;

import dev.lockstep.inventory.InventoryException;
import dev.lockstep.inventory.ReportPlace;
import dev.lockstep.inventory.ReportSearch;
import dev.lockstep.listing.BucketScope;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where rows are from, as people type it, whichever verb reads them: a report, a manifest, or what
/// a store lists now.
///
/// @param text as it was typed
record RowOrigin(String text) {
  private static final Pattern MANIFEST =
      Pattern.compile(".*\\.(csv|jsonl|txt)(\\.gz)?", Pattern.DOTALL);
  private static final String VERSIONS = "versions:";
  private static final String LATEST = "/latest";

  /// What kind of thing it is.
  enum Kind {
    REPORT,
    LATEST_REPORT,
    MANIFEST,
    VERSIONS,
    LISTING
  }

  Kind kind() {
    NamedFile file = new NamedFile(text);
    if (text.startsWith(VERSIONS)) {
      return Kind.VERSIONS;
    }
    if (file.isStandard()
        || text.indexOf(':') < 0
        || text.startsWith(".")
        || text.startsWith("/")) {
      return Kind.MANIFEST;
    }
    if (text.endsWith("/" + ReportPlace.MANIFEST)) {
      return Kind.REPORT;
    }
    if (text.endsWith(LATEST)) {
      return Kind.LATEST_REPORT;
    }
    boolean manifest = file.isObject() && MANIFEST.matcher(text.toLowerCase(Locale.ROOT)).matches();
    return manifest ? Kind.MANIFEST : Kind.LISTING;
  }

  /// What is listed.
  ///
  /// @throws WrongUsage when it is no address
  BucketScope listed(Stores stores) {
    boolean versions = kind() == Kind.VERSIONS;
    return stores.scope(Address.parse(versions ? text.substring(VERSIONS.length()) : text));
  }

  /// Where the manifest of the report is.
  ///
  /// @throws WrongUsage when it is no report
  /// @throws InventoryException when there is none
  BucketScope report(Stores stores) {
    return switch (kind()) {
      case REPORT -> stores.scope(Address.parse(text));
      case LATEST_REPORT -> latest(stores);
      case MANIFEST, VERSIONS, LISTING ->
          throw new WrongUsage("'" + text + "' is no report: name its manifest.json, or …/latest");
    };
  }

  private BucketScope latest(Stores stores) {
    String folder = text.substring(0, text.length() - LATEST.length() + 1);
    BucketScope below = stores.scope(Address.parse(folder));
    return ReportSearch.latest(below)
        .orElseThrow(() ->
            new InventoryException(
                "there is no complete report below "
                    + below
                    + "; objects whose keys begin with latest/ are '"
                    + text
                    + "/'"));
  }
}
