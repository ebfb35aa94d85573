package dev.lockstep.cli;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.s3.profile.Environment;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Two stores in this process, `old` and `new`, each with the bucket `photos`, and the AWS profiles
/// that lead to them, in a folder that goes when this is closed.
final class DemoStores implements AutoCloseable {
  static final BucketName BUCKET = new BucketName("photos");

  private static final String SECRET = "demo-secret";

  private final InstantSource clock;
  private final Path folder;
  private final ObjectStore old;
  private final ObjectStore young;
  private final List<SandboxServer> servers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private DemoStores(
      InstantSource clock,
      Path folder,
      ObjectStore old,
      ObjectStore young,
      List<SandboxServer> servers) {
    this.clock = clock;
    this.folder = folder;
    this.old = old;
    this.young = young;
    this.servers = servers;
  }

  static DemoStores start(InstantSource clock) throws IOException {
    SandboxStore oldStore = new SandboxStore(clock);
    SandboxStore newStore = new SandboxStore(clock);
    AccessKey key = new AccessKey("demo", SECRET, Account.LOCKSTEP);
    List<SandboxServer> servers =
        List.of(
            SandboxServer.start(oldStore, List.of(key), 0),
            SandboxServer.start(newStore, List.of(key), 0));
    DemoStores stores =
        new DemoStores(
            clock,
            Files.createTempDirectory("lockstep-demo-"),
            new InMemoryObjectStore("old", oldStore),
            new InMemoryObjectStore("new", newStore),
            servers);
    stores.old.createBucket(BUCKET);
    stores.young.createBucket(BUCKET);
    stores.writeProfiles();
    return stores;
  }

  private void writeProfiles() throws IOException {
    Files.writeString(
        configFile(), profile("old", servers.getFirst()) + profile("new", servers.getLast()));
    Files.writeString(credentialsFile(), "");
  }

  private static String profile(String name, SandboxServer server) {
    return """
    [profile %s]
    endpoint_url = %s
    region = us-east-1
    aws_access_key_id = demo
    aws_secret_access_key = %s

    """
        .formatted(name, server.endpoint(), SECRET);
  }

  private Path configFile() {
    return folder.resolve("config");
  }

  private Path credentialsFile() {
    return folder.resolve("credentials");
  }

  /// Where the demo's runs write down what they do.
  Path stateFolder() {
    return folder.resolve("state");
  }

  /// Reaches the stores as any others: by their profiles, over HTTP.
  Stores.Opener opener() {
    Map<String, String> variables =
        Map.of(
            "AWS_CONFIG_FILE",
            configFile().toString(),
            "AWS_SHARED_CREDENTIALS_FILE",
            credentialsFile().toString());
    return ProfileStores.of(new Environment(variables, folder), notice -> {}, clock);
  }

  /// The store `old`, reached directly, to prepare it.
  ObjectStore old() {
    return old;
  }

  /// The store `new`, reached directly, to spoil it.
  ObjectStore young() {
    return young;
  }

  /// Says how to reach the stores from another terminal.
  void printProfiles(PrintWriter out) {
    out.println();
    out.println("The two stores go on until Ctrl-C. In another terminal:");
    out.println();
    out.println(
        "  export AWS_CONFIG_FILE="
            + configFile()
            + " AWS_SHARED_CREDENTIALS_FILE="
            + credentialsFile());
    out.println("  ./lockstep compare old:photos new:photos");
    out.println("  aws --profile old s3 ls s3://photos/");
    out.flush();
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    servers.forEach(SandboxServer::close);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What can't be deleted stays.
    }
  }
}
