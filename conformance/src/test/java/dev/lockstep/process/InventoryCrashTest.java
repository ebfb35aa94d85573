package dev.lockstep.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.inventory.ReportReader;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.fault.FaultProxy;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.synthetic.KeyScheme;
import dev.lockstep.sandbox.synthetic.SizeScheme;
import dev.lockstep.sandbox.synthetic.SyntheticBucket;
import dev.lockstep.sandbox.synthetic.SyntheticSpec;
import dev.lockstep.telemetry.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real process is killed at any moment of `inventory run` and of `inventory import`, and
/// started again: then the report is whole, nothing is there that it does not name, and no killed
/// run has left a report that looks complete and is not. There is one kill of each for thirty of
/// the loop of current objects ([DoomedProgram]).
class InventoryCrashTest {
  private static final int KEYS = 20_000;
  private static final int PAGE = 500;
  private static final BucketName REPORTS = new BucketName("reports");
  private static final int KILLS_OF_THE_LOOP_FOR_ONE = 30;

  private final SandboxStore sandbox = new SandboxStore(InstantSource.system());
  private final ObjectStore store = new InMemoryObjectStore("a", sandbox);

  @TempDir private Path folder = Path.of("");

  InventoryCrashTest() {
    SyntheticSpec spec = SyntheticSpec.of(KeyScheme.flat(KEYS), SizeScheme.fixed(10));
    sandbox.addBucket(new SyntheticBucket(new BucketName("source"), Account.LOCKSTEP, spec));
    sandbox.createBucket(Account.LOCKSTEP, REPORTS);
  }

  private static int kills() {
    return DoomedProgram.kills(KILLS_OF_THE_LOOP_FOR_ONE);
  }

  private boolean isKilled(DoomedProgram program, FaultProxy proxy, int moments, List<String> line)
      throws IOException, InterruptedException {
    return program.isKilled(DoomedProgram.profile("a", proxy), moments, line);
  }

  private static List<String> run(String id) {
    return List.of(
        "inventory",
        "run",
        "a:source",
        "--to",
        "a:reports/inv",
        "--id",
        id,
        "--format",
        "parquet",
        "--rows-per-file",
        "1500",
        "--list-concurrency",
        "4",
        "--output",
        "json",
        "--quiet");
  }

  private List<String> keys(String prefix) {
    EntryPage page =
        store
            .listObjects(
                REPORTS, new ListingRequest(ObjectKey.of(prefix), ObjectKey.EMPTY, null, 1_000))
            .entries();
    List<String> keys = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      keys.add(page.key(row).text());
    }
    return keys;
  }

  private ReportReader whole(String manifest) {
    ObjectKey key = ObjectKey.of(manifest.substring("a:reports/".length()));
    return ReportReader.open(new BucketScope(store, REPORTS, ObjectKey.EMPTY), key);
  }

  @Test
  void aRunThatIsKilledAtAnyMomentIsGoneOnWithAndLeavesNothingElse()
      throws IOException, InterruptedException {
    RandomGenerator random = TwoBuckets.random(DoomedProgram.seed());
    DoomedProgram program = new DoomedProgram(folder, PAGE);
    try (SandboxServer server = LockstepProcess.serve(sandbox);
        FaultProxy proxy = program.before(server)) {
      int killed = 0;
      for (int report = 0; killed < kills(); report++) {
        String id = "r" + report;
        // Each report is killed once or more, and then left to end.
        int moments = 5 + random.nextInt(180);
        while (isKilled(program, proxy, moments, run(id))) {
          killed++;
          if (keys("inv/source/" + id).stream().anyMatch(key -> key.endsWith("checksum"))) {
            // Its very last request had been sent: it is looked at below.
            break;
          }
          moments = random.nextInt(3) == 0 ? 5 + random.nextInt(180) : Integer.MAX_VALUE;
        }
        isWholeAndAlone(id);
      }
    }
  }

  private static String manifest(List<String> keys) {
    return "a:reports/"
        + keys.stream().filter(key -> key.endsWith("manifest.json")).findFirst().orElseThrow();
  }

  /// One report, of all keys, and no object beside what belongs to it.
  private void isWholeAndAlone(String id) {
    List<String> keys = keys("inv/source/" + id);
    ReportReader report = whole(manifest(keys));
    report.checkSizes();
    List<String> named = report.manifest().files().stream().map(file -> file.key().text()).toList();
    assertThat(keys.stream().filter(key -> key.contains("/data/")))
        .as("seed %d", DoomedProgram.seed())
        .containsExactlyInAnyOrderElementsOf(named);
    assertThat(keys.stream().filter(key -> !key.contains("/data/"))).hasSize(3);
  }

  @Test
  void anImportThatIsKilledAtAnyMomentIsDoneAgainIntoTheSameFolder()
      throws IOException, InterruptedException {
    RandomGenerator random = TwoBuckets.random(DoomedProgram.seed());
    DoomedProgram program = new DoomedProgram(folder, PAGE);
    try (SandboxServer server = LockstepProcess.serve(sandbox);
        FaultProxy proxy = program.before(server)) {
      assertThat(isKilled(program, proxy, Integer.MAX_VALUE, run("i"))).isFalse();
      String manifest = JsonReader.readMembers(program.out()).needed("manifest");
      int killed = 0;
      for (int round = 0; killed < kills(); round++) {
        Path copy = folder.resolve("copy" + round);
        List<String> line = List.of("inventory", "import", manifest, copy.toString());
        if (isKilled(program, proxy, 2 + random.nextInt(40), line)) {
          killed++;
          assertThat(copy.resolve("manifest.json")).doesNotExist();
          assertThat(isKilled(program, proxy, Integer.MAX_VALUE, line)).isFalse();
        }
        isTheReport(copy, whole(manifest).manifest());
      }
    }
  }

  private static void isTheReport(Path copy, InventoryManifest manifest) throws IOException {
    assertThat(Files.readAllBytes(copy.resolve("manifest.json"))).isEqualTo(manifest.toBytes());
    try (Stream<Path> files = Files.list(copy)) {
      assertThat(files).hasSize(manifest.files().size() + 1);
    }
    for (InventoryManifest.DataFile file : manifest.files()) {
      assertThat(copy.resolve(ReportReader.name(file))).hasSize(file.size());
    }
  }
}
