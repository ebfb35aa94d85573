package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static dev.lockstep.cli.TwoStores.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.compare.Difference;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people are told of a store that lists out of order.
class OutOfOrderCommandTest {
  private final TwoStores stores = new TwoStores();

  @TempDir Path folder;

  @BeforeEach
  void fill() {
    for (int i = 0; i < 20; i++) {
      put(stores.a, SRC, "k" + i, "content");
      put(stores.b, DST, "k" + i, i == 7 ? "old" : "content");
    }
    put(stores.a, SRC, "new", "content");
    put(stores.b, DST, "extra", "content");
    stores.beforeB = backwards(stores.b);
  }

  /// Lists what another lists in pages of three, each turned round, from its beginning alone.
  private static ObjectStore backwards(ObjectStore store) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("listObjects")) {
                return page(store, (BucketName) arguments[0], (ListingRequest) arguments[1]);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static ListingPage page(ObjectStore store, BucketName bucket, ListingRequest request) {
    ListingPage asked =
        store.listObjects(
            bucket, new ListingRequest(request.prefix(), ObjectKey.EMPTY, request.token(), 3));
    EntryPage.Builder page = new EntryPage.Builder(3);
    for (int row = asked.entries().count() - 1; row >= 0; row--) {
      ObjectEntry entry = asked.entries().entry(row);
      page.key(entry.key()).size(entry.size());
      page.modifiedMillis(entry.lastModified().toEpochMilli());
      if (entry.etag() != null) {
        page.etag(entry.etag());
      }
      page.endRow();
    }
    return new ListingPage(page.build(), asked.nextToken());
  }

  @Test
  void aComparisonSaysThatASideWasSorted() throws IOException {
    Path report = folder.resolve("rows.csv");

    int code = stores.run("compare", "a:src", "b:dst", "--report", report.toString());

    assertThat(code).isEqualTo(1);
    assertThat(stores.err())
        .containsOnlyOnce("lockstep: b:dst lists out of order ('k0' comes after 'k1'): ");
    assertThat(stores.out())
        .contains("sorted       b:dst, as it lists out of order: 'k0' comes after 'k1'")
        .contains("is its word alone")
        .contains("only in B    1 object");
    assertThat(Files.readAllLines(report)).hasSize(4);
  }

  @Test
  void aSyncSaysSoToPeopleAndToPrograms() {
    int code =
        stores.run("sync", "a:src", "b:dst", "--delete", "--max-delete", "1", "--output", "json");

    assertThat(code).as(stores.out()).isZero();
    assertThat(stores.out())
        .contains(
            "\"sorted\":[{\"scope\":\"b:dst\",\"why\":\"'k0' comes after 'k1'\",\"endIsKnown\":false}]");
    assertThat(text(stores.b, DST, "k7")).isEqualTo("content");
    assertThat(text(stores.b, DST, "new")).isEqualTo("content");
    assertThatThrownBy(() -> text(stores.b, DST, "extra")).isInstanceOf(StoreException.class);

    assertThat(stores.run("sync", "a:src", "b:dst")).isZero();
    assertThat(stores.out()).contains("sorted       b:dst").contains("in step      yes");
  }

  @Test
  void aStoreInOrderIsNotSorted() {
    stores.beforeB = null;

    stores.run("compare", "a:src", "b:dst", "--output", "json");

    assertThat(stores.out()).contains("\"sorted\":[]");
    assertThat(stores.err()).isEmpty();
  }

  @Test
  void rowsThatWereMisreadAreNotInTheReport() throws IOException {
    Path report = folder.resolve("rows.jsonl");
    DifferenceRows rows =
        DifferenceRows.to(report, false, true, new PrintWriter(new StringWriter()));
    try (rows) {
      rows.found(onlyAtSource("misread"));
      rows.begunAnew();
      rows.found(onlyAtSource("true"));
      rows.areWhole();
    }

    assertThat(rows.first()).hasSize(1);
    assertThat(Files.readAllLines(report)).singleElement().asString().contains("\"true\"");
  }

  private static Difference onlyAtSource(String key) {
    ObjectEntry entry =
        new ObjectEntry(ObjectKey.of(key), 1, TwoStores.NOW, null, StorageClass.STANDARD);
    return new Difference(entry.key(), entry, null, Difference.Reason.ONLY_IN_SOURCE, "");
  }

  @Test
  void anInventoryOfItIsInOrderAllTheSame() {
    int code =
        stores.run(
            "inventory", "run", "b:dst", "--to", "a:src/inv", "--id", "x", "--format", "parquet");

    assertThat(code).as(stores.err()).isZero();
    assertThat(stores.err()).contains("'k0' comes after 'k1': the source is listed whole");
    String manifest = "a:src/inv/dst/x/2026-11-23T12-00Z/manifest.json";
    assertThat(
            stores.run("query", "SELECT key FROM inv", "-t", "inv=" + manifest, "--output", "csv"))
        .as(stores.err())
        .isZero();
    assertThat(stores.out().lines().skip(1)).hasSize(21).isSorted().contains("extra", "k0", "k9");
  }

  @Test
  void anInventoryOfVersionsThatComeOutOfOrderIsRefusedAndLeavesNothing() {
    stores.b.enableVersioning(DST);
    stores.beforeB = versionsBackwards(stores.b);

    int code =
        stores.run(
            "inventory", "run", "b:dst", "--to", "a:src/inv", "--id", "x", "--versions", "all");

    assertThat(code).isEqualTo(3);
    assertThat(stores.err()).contains("can't be trusted: 'extra' comes after 'k9'");
    EntryPage left =
        stores
            .a
            .listObjects(
                SRC, new ListingRequest(ObjectKey.of("inv/"), ObjectKey.EMPTY, null, 1_000))
            .entries();
    for (int row = 0; row < left.count(); row++) {
      assertThat(left.key(row).text()).doesNotContain("manifest");
    }
  }

  /// Lists versions in two pages, the second half of the keys first.
  private static ObjectStore versionsBackwards(ObjectStore store) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("listVersions")) {
                return half(store, (BucketName) arguments[0], (VersionsRequest) arguments[1]);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static VersionsPage half(ObjectStore store, BucketName bucket, VersionsRequest request) {
    EntryPage all =
        store
            .listVersions(
                bucket, VersionsRequest.of(request.prefix(), VersionsRequest.Marker.BEGINNING))
            .entries();
    int middle = all.count() / 2;
    boolean begins = request.after().key().isEmpty();
    EntryPage.Builder page = new EntryPage.Builder(all.count());
    for (int row = begins ? middle : 0; row < (begins ? all.count() : middle); row++) {
      page.key(all.key(row)).size(all.size(row)).modifiedMillis(all.modifiedMillis(row));
      page.version(String.valueOf(all.versionId(row)), all.isLatest(row), all.isDeleteMarker(row));
      page.endRow();
    }
    VersionsRequest.Marker next =
        begins ? new VersionsRequest.Marker(all.key(all.count() - 1), null) : null;
    return new VersionsPage(page.build(), next);
  }
}
