package dev.lockstep.fidelity;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.s3.Addressing;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/// A server that runs somewhere: where, and with which keys, the environment says, as for the
/// contract.
@Tag("real-server")
abstract class RealServerFidelity extends FidelityMatrix {
  private final BucketName bucket = new BucketName("lockstep-" + UUID.randomUUID());
  private final String column;
  private final ObjectStore store;

  /// @param name the server's, in capitals, as the environment has it
  RealServerFidelity(String name, String column) {
    this.column = column;
    AwsCredentials credentials =
        new AwsCredentials(
            environment(name, "ACCESS_KEY"),
            Secret.of(environment(name, "SECRET_KEY")),
            null,
            null);
    store =
        S3Stores.of(
            S3Settings.of(
                    name,
                    URI.create(environment(name, "ENDPOINT")),
                    environment(name, "REGION"),
                    CredentialSource.of(credentials))
                .withAddressing(Addressing.PATH),
            InstantSource.system());
  }

  private static String environment(String name, String what) {
    String value = System.getenv("LOCKSTEP_TEST_" + name + "_" + what);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          what + " of " + name + " is not set; run-real-servers sets it");
    }
    return value;
  }

  @BeforeEach
  void makeTheBucket() {
    store.createBucket(bucket);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  String column() {
    return column;
  }

  @Override
  ObjectStore destination() {
    return store;
  }

  @Override
  BucketName bucket() {
    return bucket;
  }
}
