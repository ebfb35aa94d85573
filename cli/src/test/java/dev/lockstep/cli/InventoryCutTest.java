package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.inventory.InventoryReport;
import dev.lockstep.inventory.InventoryRequest;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventoryRun;
import dev.lockstep.inventory.InventorySource;
import dev.lockstep.inventory.InventorySpace;
import dev.lockstep.inventory.ReportReader;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.synthetic.KeyScheme;
import dev.lockstep.sandbox.synthetic.SizeScheme;
import dev.lockstep.sandbox.synthetic.SyntheticBucket;
import dev.lockstep.sandbox.synthetic.SyntheticSpec;
import dev.lockstep.telemetry.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of an inventory that end where they should not, and what the next one makes of it.
class InventoryCutTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final BucketName REPORTS = new BucketName("reports");
  private static final int OBJECTS = 30_000;

  private final ObjectStore a = store();
  private final AtomicInteger names = new AtomicInteger();
  @TempDir private Path state = Path.of("");

  private static ObjectStore store() {
    SandboxStore store = new SandboxStore(() -> NOW);
    store.addBucket(
        new SyntheticBucket(
            new BucketName("src"),
            Account.LOCKSTEP,
            SyntheticSpec.of(KeyScheme.flat(OBJECTS), SizeScheme.fixed(1))));
    ObjectStore port = new InMemoryObjectStore("a", store);
    port.createBucket(REPORTS);
    return port;
  }

  private InventoryRequest request(Set<InventoryField> fields) {
    return new InventoryRequest(
        new BucketScope(a, new BucketName("src"), ObjectKey.EMPTY),
        new BucketScope(a, REPORTS, ObjectKey.of("inv")),
        "id",
        InventoryFormat.CSV,
        false,
        fields,
        null);
  }

  /// Runs, and dies when it has named so many files.
  private InventoryReport run(Set<InventoryField> fields, Instant now, int files) {
    int last = names.get() + files;
    return new InventoryRun(
            request(fields),
            ColumnarFiles.of(InventoryFormat.CSV),
            new InventorySpace(state, 4, 64 << 10, 256 << 10, 2_000, 8),
            state,
            () -> now,
            () -> name(last),
            new Progress())
        .run();
  }

  private UUID name(int last) {
    int next = names.incrementAndGet();
    if (next > last) {
      throw new IllegalStateException("killed");
    }
    return new UUID(0x4000, next);
  }

  private void die(Set<InventoryField> fields, Instant now, int files) {
    assertThatThrownBy(() -> run(fields, now, files)).hasMessage("killed");
  }

  private List<String> keys() {
    EntryPage page =
        a.listObjects(REPORTS, new ListingRequest(ObjectKey.EMPTY, ObjectKey.EMPTY, null, 1000))
            .entries();
    List<String> keys = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      keys.add(page.key(row).text());
    }
    return keys;
  }

  private List<String> rows(InventoryReport report) throws IOException {
    ReportReader reader =
        ReportReader.open(new BucketScope(a, REPORTS, ObjectKey.EMPTY), report.manifestKey());
    List<String> keys = new ArrayList<>();
    for (DataFile file : reader.manifest().files()) {
      Path local = state.resolve("check-" + ReportReader.name(file));
      reader.download(file, local);
      try (InventorySource source = InventorySource.of(local);
          InventoryFiles.RowReader in =
              ColumnarFiles.of(InventoryFormat.CSV)
                  .read(source, reader.manifest().schema(), List.of(InventoryField.KEY))) {
        for (InventoryRows rows = in.next(); rows != null; rows = in.next()) {
          for (int at = 0; at < rows.count(); at++) {
            keys.add(rows.text(InventoryField.KEY).value(at));
          }
        }
      }
    }
    return keys;
  }

  private void assertWhole(InventoryReport report) throws IOException {
    List<String> rows = rows(report);
    assertThat(rows).hasSize(OBJECTS).doesNotHaveDuplicates().isSorted();
    assertThat(report.rows()).isEqualTo(OBJECTS);
    long data = keys().stream().filter(key -> key.contains("/data/")).count();
    assertThat(data).isEqualTo(report.manifest().files().size());
  }

  @Test
  void filesAreSplitAndFollowOneAnotherInTheOrderOfTheirKeys() throws IOException {
    InventoryReport report = run(Set.of(InventoryField.SIZE), NOW, 1000);

    assertThat(report.manifest().files()).hasSizeGreaterThan(5);
    assertWhole(report);
  }

  @Test
  void aRunThatWasKilledLeavesNoChecksumAndTheNextOneGoesOnWithItsFiles() throws IOException {
    die(Set.of(InventoryField.SIZE), NOW, 4);
    assertThat(keys()).isNotEmpty().noneMatch(key -> key.endsWith(".checksum"));

    InventoryReport report = run(Set.of(InventoryField.SIZE), NOW.plus(Duration.ofHours(1)), 1000);

    assertThat(report.resumedRows()).isPositive();
    assertThat(report.manifest().created()).isEqualTo(NOW);
    assertWhole(report);
  }

  @Test
  void aRunThatWasKilledTwiceIsGoneOnWithTwice() throws IOException {
    die(Set.of(InventoryField.SIZE), NOW, 2);
    die(Set.of(InventoryField.SIZE), NOW, 3);

    assertWhole(run(Set.of(InventoryField.SIZE), NOW, 1000));
  }

  @Test
  void whatAnotherReportHasLeftIsClearedAway() throws IOException {
    die(Set.of(InventoryField.SIZE), NOW, 4);

    InventoryReport report = run(Set.of(InventoryField.E_TAG), NOW, 1000);

    assertThat(report.resumedRows()).isZero();
    assertThat(report.cleared()).isPositive();
    assertWhole(report);
  }

  @Test
  void whatIsOlderThanADayIsClearedAway() throws IOException {
    die(Set.of(InventoryField.SIZE), NOW, 4);

    InventoryReport report = run(Set.of(InventoryField.SIZE), NOW.plus(Duration.ofHours(25)), 1000);

    assertThat(report.resumedRows()).isZero();
    assertWhole(report);
  }

  @Test
  void aFileThatIsGoneMeanwhileIsWrittenAnew() throws IOException {
    die(Set.of(InventoryField.SIZE), NOW, 4);
    String one = keys().stream().filter(key -> key.contains("/data/")).findFirst().orElseThrow();
    a.deleteObjects(REPORTS, List.of(ObjectRef.current(REPORTS, ObjectKey.of(one))));

    assertWhole(run(Set.of(InventoryField.SIZE), NOW, 1000));
  }
}
