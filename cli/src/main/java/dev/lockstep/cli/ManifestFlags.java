package dev.lockstep.cli;

import dev.lockstep.manifest.ManifestFormat;
import dev.lockstep.manifest.ManifestReading;
import dev.lockstep.manifest.ManifestReading.Keys;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a manifest is to be understood that doesn't tell by itself.
final class ManifestFlags {
  @Option(
      names = "--from",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description =
          "What is read: csv (Batch Operations), s3distcp, concatenated (the query of AWS's post) or rows (of a query or a comparison) (default: found out).")
  private @Nullable String from;

  @Option(
      names = "--keys",
      paramLabel = "HOW",
      description =
          "How keys are written in what is read: encoded or raw (default: encoded in csv, raw elsewhere).")
  private @Nullable String keys;

  @Option(
      names = "--fields",
      paramLabel = "NAMES",
      split = ",",
      description =
          "What the columns of csv are: Bucket, Key, VersionId, Size, Ignore (default: by a header line, or Bucket,Key[,VersionId]).")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--bucket",
      paramLabel = "BUCKET",
      description = "The bucket of rows that name none.")
  private @Nullable String bucket;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description =
          "What to write before each key, for rows of 'compare' of a prefix: their keys are relative.")
  private String prefix = "";

  /// What may follow `--from` and `--format`.
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ManifestFormat.values()).map(ManifestFormat::optionName).iterator();
    }
  }

  /// @throws WrongUsage when something makes no sense
  ManifestReading reading() {
    return reading(bucket == null ? null : bucketNamed(bucket));
  }

  /// The same, of rows that are in this bucket where they name none, and none was given.
  ManifestReading reading(@Nullable BucketName usual) {
    try {
      return new ManifestReading(
          from == null ? null : format("--from", from),
          keysAre(),
          fields,
          bucket == null ? usual : bucketNamed(bucket),
          ObjectKey.of(prefix));
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--fields: " + e.getMessage());
    }
  }

  private static BucketName bucketNamed(String name) {
    try {
      return new BucketName(name);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--bucket: " + e.getMessage());
    }
  }

  private @Nullable Keys keysAre() {
    if (keys == null) {
      return null;
    }
    return Arrays.stream(Keys.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(keys))
        .findFirst()
        .orElseThrow(() -> new WrongUsage("--keys is encoded or raw, not '" + keys + "'"));
  }

  /// @param option what it is the value of
  static ManifestFormat format(String option, String name) {
    return Arrays.stream(ManifestFormat.values())
        .filter(known -> known.optionName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new WrongUsage(option + " is csv, s3distcp, concatenated or rows, not '" + name + "'"));
  }
}
