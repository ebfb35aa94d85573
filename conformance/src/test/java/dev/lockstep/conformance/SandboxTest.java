package dev.lockstep.conformance;

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
import dev.lockstep.testkit.ObjectStoreContract;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The contract through our own client, over HTTP, against our own store.
class SandboxTest implements ObjectStoreContract {
  private static final BucketName BUCKET = new BucketName("contract");
  private static final String ACCESS = "access";
  private static final String SECRET = "secret";

  private final InstantSource clock = InstantSource.system();
  private final SandboxServer server =
      SandboxServer.start(
          new SandboxStore(clock), List.of(new AccessKey(ACCESS, SECRET, Account.LOCKSTEP)), 0);
  private final ObjectStore store =
      S3Stores.of(
          S3Settings.of(
              "sandbox",
              server.endpoint(),
              SandboxStore.DEFAULT_REGION,
              CredentialSource.of(new AwsCredentials(ACCESS, Secret.of(SECRET), null, null))),
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
  public ObjectStore store() {
    return store;
  }

  @Override
  public BucketName bucket() {
    return BUCKET;
  }
}
