package dev.lockstep.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

/// User metadata that says what a copy is a copy of: version id, time and ETag at its origin. It is
/// no difference between two objects.
public final class OriginMetadata {
  private static final String PREFIX = "lockstep-origin-";
  private static final String VERSION = PREFIX + "version-id";
  private static final String MODIFIED = PREFIX + "last-modified";
  private static final String ETAG = PREFIX + "etag";

  /// What is said of a copy to whose metadata nothing could be added.
  public static final String NO_ROOM =
      "written without version id, time and ETag of its origin: with them its user metadata would be larger than 2 KB";

  /// S3 allows 2 KB of names and values; some stores count the header's `x-amz-meta-`, too.
  private static final int MOST = 2048;

  private static final int HEADER = "x-amz-meta-".length();

  private OriginMetadata() {}

  /// The metadata of a copy. What says already where it came from says so still, and where there is
  /// no room for it, nothing is added.
  public static Map<String, String> added(Map<String, String> metadata, ObjectHead origin) {
    if (isIn(metadata)) {
      return metadata;
    }
    Map<String, String> all = new TreeMap<>(metadata);
    VersionId version = origin.version();
    if (version != null) {
      all.put(VERSION, version.value());
    }
    all.put(MODIFIED, origin.lastModified().toString());
    ETag etag = origin.etag();
    if (etag != null) {
      all.put(ETAG, etag.value());
    }
    return size(all) <= MOST ? all : metadata;
  }

  private static int size(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .mapToInt(entry ->
            HEADER
                + entry.getKey().getBytes(UTF_8).length
                + entry.getValue().getBytes(UTF_8).length)
        .sum();
  }

  /// What belongs to the object itself.
  public static Map<String, String> without(Map<String, String> metadata) {
    Map<String, String> own = new TreeMap<>(metadata);
    own.keySet().removeIf(OriginMetadata::isOfOrigin);
    return own;
  }

  /// Whether metadata says what a copy is a copy of.
  public static boolean isIn(Map<String, String> metadata) {
    return metadata.keySet().stream().anyMatch(OriginMetadata::isOfOrigin);
  }

  private static boolean isOfOrigin(String name) {
    return name.startsWith(PREFIX);
  }
}
