package dev.lockstep.sandbox;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.testkit.ObjectStoreContract;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;

/// The contract, over the store in memory.
class InMemoryObjectStoreTest implements ObjectStoreContract {
  private static final BucketName BUCKET = new BucketName("contract");

  private final ObjectStore store =
      new InMemoryObjectStore("memory", new SandboxStore(InstantSource.system()));

  @BeforeEach
  void makeTheBucket() {
    store.createBucket(BUCKET);
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
