package dev.lockstep.sandbox;

import dev.lockstep.object.BucketName;
import dev.lockstep.sandbox.store.SandboxStore;
import java.time.InstantSource;

/// Runs a sandbox as a process of its own, until it is killed. Prints one line when it is ready.
public final class SandboxMain {
  private SandboxMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    SandboxOptions options;
    try {
      options = SandboxOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("sandbox: " + e.getMessage());
      System.err.print(SandboxOptions.USAGE);
      System.exit(2);
      return;
    }
    SandboxStore store = new SandboxStore(InstantSource.system());
    for (String bucket : options.buckets()) {
      store.createBucket(options.keys().getFirst().account(), new BucketName(bucket));
    }
    try (SandboxServer server = SandboxServer.start(store, options.keys(), options.port())) {
      System.out.println("READY " + server.endpoint());
      Thread.currentThread().join();
    }
  }
}
