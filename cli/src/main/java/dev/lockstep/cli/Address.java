package dev.lockstep.cli;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;

/// Where objects stand, as people type it: `NAME:bucket/prefix` by the AWS profile NAME, or
/// `s3://bucket/prefix` by the default chain.
///
/// @param store the profile's name; empty for the default chain
record Address(String store, BucketName bucket, ObjectKey prefix) {
  private static final String DEFAULT_CHAIN = "s3://";

  static Address parse(String text) {
    if (text.startsWith(DEFAULT_CHAIN)) {
      return ofPath("", text.substring(DEFAULT_CHAIN.length()), text);
    }
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new WrongUsage(
          "'" + text + "' does not say which store: write PROFILE:" + text + " or s3://" + text);
    }
    if (text.startsWith("://", colon)) {
      throw new WrongUsage(
          "'"
              + text
              + "' is no address: write s3://bucket/prefix for the default store, or PROFILE:bucket/prefix for one of your AWS"
              + " profiles");
    }
    return ofPath(text.substring(0, colon), text.substring(colon + 1), text);
  }

  private static Address ofPath(String store, String path, String text) {
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String prefix = slash < 0 ? "" : path.substring(slash + 1);
    if (bucket.isEmpty()) {
      throw new WrongUsage(
          "'"
              + text
              + "' does not name a bucket: write "
              + (store.isEmpty() ? DEFAULT_CHAIN : store + ":")
              + "BUCKET/PREFIX");
    }
    try {
      return new Address(store, new BucketName(bucket), ObjectKey.of(prefix));
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("'" + text + "': " + e.getMessage());
    }
  }
}
