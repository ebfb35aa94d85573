package dev.lockstep.sandbox;

import dev.lockstep.object.BucketName;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.synthetic.SyntheticBucket;
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
    addBuckets(store, options);
    try (SandboxServer server =
        SandboxServer.start(
            store, options.keys(), options.port(), options.unsigned(), options.latency())) {
      System.out.println("READY " + server.endpoint());
      Thread.currentThread().join();
    }
  }

  private static void addBuckets(SandboxStore store, SandboxOptions options) {
    Account owner = options.keys().getFirst().account();
    options.buckets().forEach(name -> store.createBucket(owner, new BucketName(name)));
    options.sinks().forEach((name, keep) -> store.createSink(owner, new BucketName(name), keep));
    options
        .synthetic()
        .forEach((name, spec) ->
            store.addBucket(new SyntheticBucket(new BucketName(name), owner, spec)));
  }
}
