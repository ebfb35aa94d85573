package dev.lockstep.inventory;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the reports of one configuration stand in their bucket, in AWS's layout:
/// `[prefix/]source-bucket/id/`, and below it a folder for each report, `hive/` and `data/`.
///
/// @param prefix what the keys of all reports begin with: empty, or ending with `/`
/// @param source the bucket that is listed
/// @param id of the configuration
public record ReportPlace(ObjectKey prefix, BucketName source, String id) {
  public static final String MANIFEST = "manifest.json";

  /// The file that is written last: with it, the report is complete.
  public static final String CHECKSUM = "manifest.checksum";

  public static final String SYMLINK = "symlink.txt";

  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private static final Pattern MANIFEST_KEY =
      Pattern.compile(
          "(?<prefix>(?:.*/)?)(?<bucket>[^/]+)/(?<id>[^/]+)/(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\dZ)/manifest\\.json",
          Pattern.DOTALL);

  /// @throws IllegalArgumentException when the id is none
  public ReportPlace {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'" + id + "' is no id: 1 to 64 letters, digits, '.', '_' and '-'");
    }
    if (!prefix.isEmpty() && !prefix.endsWith('/')) {
      prefix = prefix.then(ObjectKey.of("/"));
    }
  }

  /// When a report says that it was begun: to the minute.
  public static Instant toMinute(Instant began) {
    return began.truncatedTo(ChronoUnit.MINUTES);
  }

  /// `[prefix/]source-bucket/id/`.
  public ObjectKey root() {
    return prefix.then(ObjectKey.of(source.value() + "/" + id + "/"));
  }

  /// The folder of a report, as people see it: `2026-01-05T01-00Z`.
  public static String folder(Instant began) {
    return FOLDER.format(began);
  }

  public ObjectKey manifest(Instant began) {
    return below(folder(began) + "/" + MANIFEST);
  }

  public ObjectKey checksum(Instant began) {
    return below(folder(began) + "/" + CHECKSUM);
  }

  public ObjectKey symlink(Instant began) {
    return below("hive/dt=" + DT.format(began) + "/" + SYMLINK);
  }

  public ObjectKey data(UUID name, InventoryFormat format) {
    return below("data/" + name + format.extension());
  }

  public ObjectKey below(String rest) {
    return root().then(ObjectKey.of(rest));
  }

  /// Where a report is, by the key of its manifest.
  ///
  /// @param began when its listing began, to the minute
  public record Found(ReportPlace place, Instant began) {}

  /// Reads the key of a manifest; empty when it is no such key.
  public static Optional<Found> ofManifest(ObjectKey key) {
    Matcher parts = MANIFEST_KEY.matcher(key.text());
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      ReportPlace place =
          new ReportPlace(
              ObjectKey.of(parts.group("prefix")),
              new BucketName(parts.group("bucket")),
              parts.group("id"));
      return Optional.of(new Found(place, FOLDER.parse(parts.group("time"), Instant::from)));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
