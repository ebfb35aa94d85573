package dev.lockstep.manifest;

import java.util.Locale;

/// The ways to write a manifest down.
public enum ManifestFormat {
  /// Amazon S3 Batch Operations: `bucket,key[,version]`, keys URL-encoded once, no header line.
  /// Columns that a header line names are found by their names.
  CSV,
  /// S3DistCp: a JSON object a line, with `path`, `baseName`, `srcDir` and `size`; keys as they
  /// are.
  S3DISTCP,
  /// What the query of AWS's post on synchronising buckets makes: `("bucket","key","version")`, by
  /// itself or as a cell of CSV; keys as they are.
  CONCATENATED,
  /// A JSON object a line, as `query --output jsonl` and `compare --report FILE.jsonl` write it, or
  /// the CSV of `compare --report`; keys as they are.
  ROWS;

  /// As it is typed: `s3distcp`.
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
