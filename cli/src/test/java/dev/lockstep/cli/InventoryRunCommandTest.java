package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.SRC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.JsonReader;
import dev.lockstep.telemetry.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// `lockstep inventory run`, over stores in memory.
class InventoryRunCommandTest {
  private static final String DATE = "2026-11-23T12-00Z";

  private final TwoStores stores = new TwoStores();

  private JsonValue.Members json() {
    return JsonReader.readMembers(stores.out());
  }

  private InventoryManifest manifest(String id) {
    return InventoryManifest.parse(
        TwoStores.text(stores.a, DST, "inv/src/" + id + "/" + DATE + "/manifest.json")
            .getBytes(StandardCharsets.UTF_8));
  }

  private List<String> csv(InventoryManifest.DataFile file) {
    try (GZIPInputStream in =
        new GZIPInputStream(
            Channels.newInputStream(
                stores
                    .a
                    .fetchObject(ObjectRef.current(DST, file.key()), ReadOptions.PLAIN)
                    .body()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theManifestIsWhereItWasPromised() throws NoSuchAlgorithmException {
    TwoStores.put(stores.a, SRC, "a.txt", "hello");

    int code =
        stores.run(
            "inventory",
            "run",
            "a:src",
            "--to",
            "a:dst/inv",
            "--id",
            "weekly",
            "--format",
            "parquet",
            "--versions",
            "all",
            "--output",
            "json");

    assertThat(stores.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(json().text("manifest"))
        .isEqualTo("a:dst/inv/src/weekly/" + DATE + "/manifest.json");
    assertThat(json().text("rows")).isEqualTo("1");
    InventoryManifest manifest = manifest("weekly");
    assertThat(manifest.files()).hasSize(1);
    assertThat(json().text("bytes")).isEqualTo(Long.toString(manifest.bytes()));
    String text = TwoStores.text(stores.a, DST, "inv/src/weekly/" + DATE + "/manifest.json");
    String md5 =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(TwoStores.text(stores.a, DST, "inv/src/weekly/" + DATE + "/manifest.checksum"))
        .isEqualTo(md5);
    assertThat(TwoStores.text(stores.a, DST, "inv/src/weekly/hive/dt=2026-11-23-12-00/symlink.txt"))
        .isEqualTo("s3://dst/" + manifest.files().getFirst().key() + "\n");
  }

  @Test
  void trapT10KeysAreEncodedOnceInCsv() {
    List<String> keys = List.of(" ", "+", "%", "%2B", ",", "\"", "\n", "ü", "日本", "a/b~*");
    keys.forEach(key -> TwoStores.put(stores.a, SRC, key, "x"));

    int code =
        stores.run(
            "inventory",
            "run",
            "a:src",
            "--to",
            "a:dst/inv",
            "--id",
            "c",
            "--format",
            "csv",
            "--fields",
            "Size");

    assertThat(stores.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(csv(manifest("c").files().getFirst()))
        .containsExactly(
            "\"src\",\"%0A\",\"1\"",
            "\"src\",\"%20\",\"1\"",
            "\"src\",\"%22\",\"1\"",
            "\"src\",\"%25\",\"1\"",
            "\"src\",\"%252B\",\"1\"",
            "\"src\",\"%2B\",\"1\"",
            "\"src\",\"%2C\",\"1\"",
            "\"src\",\"a/b~*\",\"1\"",
            "\"src\",\"%C3%BC\",\"1\"",
            "\"src\",\"%E6%97%A5%E6%9C%AC\",\"1\"");
  }

  @Test
  void trapsT14ToT16VersionsAreRowsMarkersAreTrueAndNullVersionsAreEmpty() {
    TwoStores.put(stores.a, SRC, "k", "before versions");
    stores.a.enableVersioning(SRC);
    TwoStores.put(stores.a, SRC, "k", "second");
    stores.a.deleteObject(ObjectRef.current(SRC, ObjectKey.of("k")));

    int code =
        stores.run(
            "inventory",
            "run",
            "a:src",
            "--to",
            "a:dst/inv",
            "--id",
            "v",
            "--format",
            "csv",
            "--versions",
            "all",
            "--fields",
            "Size,ETag,StorageClass");

    assertThat(code).isZero();
    List<String> rows = csv(manifest("v").files().getFirst());
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).matches("\"src\",\"k\",\"[^\"]+\",\"true\",\"true\",\"\",\"\",\"\"");
    assertThat(rows.get(1))
        .matches(
            "\"src\",\"k\",\"[^\"]+\",\"false\",\"false\",\"6\",\"[0-9a-f]{32}\",\"STANDARD\"");
    assertThat(rows.get(2))
        .matches("\"src\",\"k\",\"\",\"false\",\"false\",\"15\",\"[0-9a-f]{32}\",\"STANDARD\"");
  }

  @Test
  void inventoriesOfCurrentObjectsHaveNoDeleteMarkers() {
    stores.a.enableVersioning(SRC);
    TwoStores.put(stores.a, SRC, "k", "x");
    stores.a.deleteObject(ObjectRef.current(SRC, ObjectKey.of("k")));

    int code =
        stores.run(
            "inventory", "run", "a:src", "--to", "a:dst/inv", "--id", "n", "--output", "json");

    assertThat(code).isZero();
    assertThat(json().text("rows")).isEqualTo("0");
    assertThat(manifest("n").files()).isEmpty();
  }

  @Test
  void aSecondReportOfTheSameMinuteIsRefused() {
    stores.run("inventory", "run", "a:src", "--to", "a:dst/inv", "--id", "n");

    int code = stores.run("inventory", "run", "a:src", "--to", "a:dst/inv", "--id", "n");

    assertThat(code).isEqualTo(3);
    assertThat(stores.err()).contains("named by the minute");
  }

  @Test
  void aDryRunSaysWhatItWouldWriteAndWritesNothing() {
    int code =
        stores.run(
            "inventory",
            "run",
            "a:src",
            "--to",
            "a:dst/inv",
            "--id",
            "n",
            "--fields",
            "all",
            "--dry-run");

    assertThat(code).isZero();
    assertThat(stores.out())
        .contains("a:dst/inv/src/n/" + DATE + "/manifest.json")
        .contains("a HeadObject for each version")
        .contains("a GetObjectAcl for each version");
    assertThat(
            stores
                .a
                .listObjects(DST, new ListingRequest(ObjectKey.EMPTY, ObjectKey.EMPTY, null, 1000))
                .entries()
                .count())
        .isZero();
  }

  @Test
  void whatWasTypedWrongIsSaid() {
    assertThat(
            stores.run(
                "inventory", "run", "a:src", "--to", "a:dst", "--id", "n", "--fields", "Colour"))
        .isEqualTo(2);
    assertThat(stores.err()).contains("'Colour'").contains("LastModifiedDate");
    assertThat(stores.run("inventory", "run", "a:src", "--to", "a:dst", "--id", "a/b"))
        .isEqualTo(2);
    assertThat(
            stores.run(
                "inventory", "run", "a:src", "--to", "a:dst", "--id", "n", "--format", "avro"))
        .isEqualTo(2);
    assertThat(stores.run("inventory", "run", "a:gone", "--to", "a:dst", "--id", "n")).isEqualTo(4);
    assertThat(stores.err()).contains("a:gone");
  }

  @Test
  void aFileEndsAfterTheRowsThatWereAskedForWhereverRangesWereShort() {
    for (int i = 0; i < 5_500; i++) {
      TwoStores.put(stores.a, SRC, String.format("k%05d", i), "1");
    }

    int code =
        stores.run(
            "inventory",
            "run",
            "a:src",
            "--to",
            "a:dst/inv",
            "--id",
            "r",
            "--format",
            "csv",
            "--rows-per-file",
            "2000");

    assertThat(code).as(stores.err()).isZero();
    List<String> all = new ArrayList<>();
    for (InventoryManifest.DataFile file : manifest("r").files()) {
      List<String> rows = csv(file);
      // A page of a listing stays together.
      assertThat(rows).hasSizeLessThan(3_000);
      all.addAll(rows);
    }
    assertThat(all).hasSize(5_500).isSorted().doesNotHaveDuplicates();
  }
}
