package dev.lockstep.fidelity;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Our own store, over HTTP.
class SandboxFidelityTest extends FidelityMatrix {
  private static final BucketName BUCKET = new BucketName("fidelity");

  private final InstantSource clock = InstantSource.system();
  private final SandboxServer server =
      SandboxServer.start(
          new SandboxStore(clock), List.of(new AccessKey("access", "secret", Account.LOCKSTEP)), 0);
  private final ObjectStore store =
      S3Stores.of(
          S3Settings.of(
              "sandbox",
              server.endpoint(),
              SandboxStore.DEFAULT_REGION,
              CredentialSource.of(new AwsCredentials("access", Secret.of("secret"), null, null))),
          clock);

  @BeforeEach
  void makeTheBucket() {
    store.createBucket(BUCKET);
  }

  @AfterEach
  void stopTheServer() {
    store.close();
    server.close();
  }

  @Override
  String column() {
    return "sandbox";
  }

  @Override
  ObjectStore destination() {
    return store;
  }

  @Override
  BucketName bucket() {
    return BUCKET;
  }
}
