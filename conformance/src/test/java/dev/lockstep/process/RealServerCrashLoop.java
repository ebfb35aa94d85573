package dev.lockstep.process;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.s3.Addressing;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The crash loop, shorter, with a destination that runs somewhere: where, and with which keys, the
/// environment says, as for the contract.
@Tag("real-server")
abstract class RealServerCrashLoop implements CrashLoop.Destination {
  private static final int KILLS = 30;
  private static final long SEED = 1;

  private final String prefix;
  private final ObjectStore store;
  private final List<BucketName> buckets = new ArrayList<>();
  @TempDir private Path folder = Path.of("");

  /// @param name the server's, in capitals, as the environment has it
  RealServerCrashLoop(String name) {
    prefix = "LOCKSTEP_TEST_" + name + "_";
    AwsCredentials credentials =
        new AwsCredentials(
            environment("ACCESS_KEY"), Secret.of(environment("SECRET_KEY")), null, null);
    store =
        S3Stores.of(
            S3Settings.of(name, endpoint(), environment("REGION"), CredentialSource.of(credentials))
                .withAddressing(Addressing.PATH),
            InstantSource.system());
  }

  private String environment(String what) {
    String value = System.getenv(prefix + what);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(prefix + what + " is not set; run-real-servers sets it");
    }
    return value;
  }

  @Override
  public final ObjectStore store() {
    return store;
  }

  @Override
  public final URI endpoint() {
    return URI.create(environment("ENDPOINT"));
  }

  @Override
  public final BucketName newBucket(int round) {
    BucketName bucket = new BucketName("lockstep-" + UUID.randomUUID());
    store.createBucket(bucket);
    buckets.forEach(this::empty);
    buckets.clear();
    buckets.add(bucket);
    return bucket;
  }

  private void empty(BucketName bucket) {
    ListingPage page = store.listObjects(bucket, ListingRequest.first(ObjectKey.EMPTY));
    List<ObjectRef> all = new ArrayList<>();
    for (int row = 0; row < page.entries().count(); row++) {
      all.add(ObjectRef.current(bucket, page.entries().key(row)));
    }
    store.deleteObjects(bucket, all);
  }

  @Override
  public final String profile(String name, URI at) {
    return LockstepProcess.profile(
        name, at, environment("REGION"), environment("ACCESS_KEY"), environment("SECRET_KEY"));
  }

  @Test
  void aRunThatIsKilledAtAnyRequestIsGoneOnWithToTheSameEnd()
      throws IOException, InterruptedException {
    try (store;
        CrashLoop loop = new CrashLoop(folder, SEED, 2, this)) {
      loop.run(KILLS);
      buckets.forEach(this::empty);
    }
  }
}
