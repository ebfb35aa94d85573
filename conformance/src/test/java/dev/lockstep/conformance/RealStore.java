package dev.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.BucketName;
import dev.lockstep.s3.Addressing;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.testkit.ObjectStoreContract;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/// The contract against a server that runs somewhere. Where, and with which keys, the environment
/// says: `LOCKSTEP_TEST_NAME_ENDPOINT`, `..._ACCESS_KEY`, `..._SECRET_KEY` and `..._REGION`.
@Tag("real-server")
abstract class RealStore implements ObjectStoreContract {
  private final BucketName bucket = new BucketName("lockstep-" + UUID.randomUUID());
  private final ObjectStore store;

  /// @param name the server's, in capitals, as the environment has it
  RealStore(String name) {
    String prefix = "LOCKSTEP_TEST_" + name + "_";
    AwsCredentials credentials =
        new AwsCredentials(
            environment(prefix + "ACCESS_KEY"),
            Secret.of(environment(prefix + "SECRET_KEY")),
            null,
            null);
    S3Settings settings =
        S3Settings.of(
                name,
                URI.create(environment(prefix + "ENDPOINT")),
                environment(prefix + "REGION"),
                CredentialSource.of(credentials))
            .withAddressing(Addressing.PATH);
    store = S3Stores.of(settings, InstantSource.system());
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(name + " is not set; run-real-servers sets it");
    }
    return value;
  }

  @BeforeEach
  void makeTheBucket() {
    store.createBucket(bucket);
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Override
  public BucketName bucket() {
    return bucket;
  }

  /// Runs a test that this server does not pass because it refuses what is asked for. Fails when it
  /// passes: the server has learnt it, and the override can go.
  static void refuses(Runnable test) {
    assertThatThrownBy(test::run)
        .as("healed: remove the override")
        .isInstanceOf(StoreException.class);
  }

  /// Runs a test that this server does not pass because it says yes and does something else. Fails
  /// when it passes.
  static void ignores(Runnable test) {
    assertThatThrownBy(test::run)
        .as("healed: remove the override")
        .isInstanceOf(AssertionError.class);
  }

  /// A test in which several requests come at once.
  @FunctionalInterface
  interface Race {
    void run() throws InterruptedException;
  }

  /// Runs a test that this server passes or not by chance, as two requests come at once or after
  /// one another.
  static void ignoresAtTimes(Race test) throws InterruptedException {
    try {
      test.run();
    } catch (AssertionError e) {
      // As it is known to do.
    }
  }
}
