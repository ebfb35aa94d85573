package dev.lockstep.benchmarks.peers;

/// A bucket of a store that runs.
///
/// @param profile the name under which the store stands in the AWS configuration
record Place(StoreProcess store, String profile, String bucket) {
  static final String ACCESS_KEY = "lockstep";
  static final String SECRET_KEY = "lockstep-secret";
  static final String REGION = "us-east-1";

  /// As Lockstep and rclone write it.
  String address() {
    return profile + ":" + bucket;
  }

  /// As s5cmd writes it.
  String url() {
    return "s3://" + bucket + "/";
  }

  /// As JuiceFS writes it.
  String keyedUrl() {
    return "minio://%s:%s@%s/%s/"
        .formatted(ACCESS_KEY, SECRET_KEY, store.endpoint().getAuthority(), bucket);
  }

  boolean isIn(StoreProcess other) {
    return store == other;
  }
}
