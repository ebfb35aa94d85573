package dev.lockstep.benchmarks.peers;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import java.time.InstantSource;

/// A bucket of a store that runs.
///
/// @param profile the name under which the store stands in the AWS configuration
record Place(StoreProcess store, String profile, String bucket) {
  static final String ACCESS_KEY = "lockstep";
  static final String SECRET_KEY = "lockstep-secret";
  static final String REGION = "us-east-1";

  /// The store, to be looked at.
  ObjectStore open(InstantSource clock) {
    CredentialSource credentials =
        CredentialSource.of(AwsCredentials.lasting(ACCESS_KEY, Secret.of(SECRET_KEY)));
    return S3Stores.of(S3Settings.of(profile, store.endpoint(), REGION, credentials), clock);
  }

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
