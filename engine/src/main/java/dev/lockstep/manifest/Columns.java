package dev.lockstep.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which column of a CSV says what; -1 for none.
///
/// @param count how many columns each row has
/// @param side of the CSV of a comparison: which side holds the object
record Columns(int count, int bucket, int key, int version, int size, int side) {
  static final Columns TWO = new Columns(2, 0, 1, -1, -1, -1);
  static final Columns THREE = new Columns(3, 0, 1, 2, -1, -1);

  /// Of a header line: the first cell is `bucket` or `key`, and no bucket is called so beside a
  /// column `key`. Empty when the row is none.
  static Optional<Columns> ofHeader(List<String> cells) {
    List<String> names = cells.stream().map(Columns::plain).toList();
    boolean header =
        names.size() > 1
            && names.contains("key")
            && (names.getFirst().equals("bucket") || names.getFirst().equals("key"));
    return header ? Optional.of(of(names)) : Optional.empty();
  }

  /// Of the fields that were declared: `Bucket,Key,VersionId,Ignore`.
  ///
  /// @throws IllegalArgumentException when one is not known, or there is no key
  static Columns declared(List<String> fields) {
    List<String> names = fields.stream().map(Columns::plain).toList();
    for (String field : fields) {
      if (!List.of("bucket", "key", "versionid", "size", "ignore").contains(plain(field))) {
        throw new IllegalArgumentException(
            "a field is Bucket, Key, VersionId, Size or Ignore, not '" + field + "'");
      }
    }
    if (!names.contains("key")) {
      throw new IllegalArgumentException("one of the fields is Key");
    }
    return of(names);
  }

  private static Columns of(List<String> names) {
    int size = names.indexOf("size");
    return new Columns(
        names.size(),
        names.indexOf("bucket"),
        names.indexOf("key"),
        names.indexOf("versionid"),
        size < 0 ? names.indexOf("sourcesize") : size,
        names.indexOf("side"));
  }

  /// Whether it is the CSV that `compare --report` writes: its keys are not encoded.
  boolean ofComparison() {
    return side >= 0;
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
