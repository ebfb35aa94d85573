package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.SRC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lockstep inventory ls`, `describe`, `import` and `expire`.
class InventoryReportsTest {
  private static final String MANIFEST = "inv/src/n/2026-11-23T12-00Z/manifest.json";

  private final TwoStores stores = new TwoStores();
  @TempDir private Path folder = Path.of("");

  private void make(String id, String format) {
    int code =
        stores.run(
            "inventory", "run", "a:src", "--to", "a:dst/inv", "--id", id, "--format", format);
    assertThat(code).as(stores.err()).isZero();
  }

  private void remove(String key) {
    stores.a.deleteObjects(DST, List.of(ObjectRef.current(DST, ObjectKey.of(key))));
  }

  private ObjectKey dataKey() {
    String text = TwoStores.text(stores.a, DST, MANIFEST);
    return InventoryManifest.parse(text.getBytes(StandardCharsets.UTF_8)).files().getFirst().key();
  }

  @Test
  void lsFindsReportsAndSaysWhichAreIncomplete() {
    TwoStores.put(stores.a, SRC, "k", "x");
    make("n", "parquet");
    make("m", "csv");
    remove("inv/src/m/2026-11-23T12-00Z/manifest.checksum");

    assertThat(stores.run("inventory", "ls", "a:dst/inv")).isZero();

    assertThat(stores.out().lines())
        .containsExactly(
            "a:dst/inv/src/m/2026-11-23T12-00Z/manifest.json   incomplete: no checksum",
            "a:dst/" + MANIFEST);
  }

  @Test
  void everyFormatIsImportedAgain() throws IOException {
    TwoStores.put(stores.a, SRC, "a", "x");
    TwoStores.put(stores.a, SRC, "b", "y");
    for (String format : List.of("csv", "orc", "parquet")) {
      make(format, format);
      String manifest = "a:dst/inv/src/" + format + "/2026-11-23T12-00Z/manifest.json";
      Path into = folder.resolve(format);

      assertThat(stores.run("inventory", "describe", manifest)).as(stores.err()).isZero();
      assertThat(stores.run("inventory", "import", manifest, into.toString(), "--output", "json"))
          .as(stores.err())
          .isZero();

      assertThat(JsonReader.readMembers(stores.out()).text("rows")).isEqualTo("2");
      assertThat(Files.exists(into.resolve("manifest.json"))).isTrue();
    }
  }

  @Test
  void anIncompleteReportIsRefused() {
    TwoStores.put(stores.a, SRC, "k", "x");
    make("n", "csv");
    remove("inv/src/n/2026-11-23T12-00Z/manifest.checksum");

    assertThat(stores.run("inventory", "describe", "a:dst/" + MANIFEST)).isEqualTo(3);
    assertThat(stores.err()).contains("a:dst/" + MANIFEST).contains("incomplete");
  }

  @Test
  void aManifestThatDoesNotAgreeWithItsChecksumIsRefused() {
    TwoStores.put(stores.a, SRC, "k", "x");
    make("n", "csv");
    TwoStores.put(stores.a, DST, MANIFEST, TwoStores.text(stores.a, DST, MANIFEST) + " ");

    assertThat(stores.run("inventory", "describe", "a:dst/" + MANIFEST)).isEqualTo(3);
    assertThat(stores.err()).contains("corrupt");
  }

  @Test
  void aDataFileThatIsGoneIsFoundOutByDescribe() {
    TwoStores.put(stores.a, SRC, "k", "x");
    make("n", "csv");
    remove(dataKey().text());

    assertThat(stores.run("inventory", "describe", "a:dst/" + MANIFEST)).isEqualTo(3);
    assertThat(stores.err()).contains(dataKey().text()).contains("gone");
  }

  @Test
  void aDataFileWithOtherBytesIsFoundOutByImportAndNothingIsLeftOfIt() throws IOException {
    TwoStores.put(stores.a, SRC, "k", "x");
    make("n", "csv");
    String key = dataKey().text();
    int size = Math.toIntExact(TwoStores.head(stores.a, DST, key).size());
    TwoStores.put(stores.a, DST, key, "x".repeat(size));

    assertThat(stores.run("inventory", "describe", "a:dst/" + MANIFEST)).isZero();
    assertThat(stores.run("inventory", "import", "a:dst/" + MANIFEST, folder.toString()))
        .isEqualTo(3);
    assertThat(stores.err()).contains("MD5");
    assertThat(folder).isEmptyDirectory();
  }

  /// Written by hand, as AWS writes it: other columns in another order, a newline behind the
  /// checksum.
  @Test
  void aReportOfAwsIsReadByItsFileSchema() throws IOException, NoSuchAlgorithmException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(
          "\"src\",\"a+b%2Bc\",\"\",\"true\",\"false\",\"5\",\"2024-04-12T06:45:57.000Z\",\"0f343b0931126a20f133d67c2b018a3b\",\"STANDARD\"\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    byte[] data = gzip.toByteArray();
    String dataKey = "inv/src/n/data/939c6d46-85a9-4ba8-87bd-9db705a579ce.csv.gz";
    stores.a.putObject(
        ObjectRef.current(DST, ObjectKey.of(dataKey)),
        ObjectAttributes.NONE,
        ObjectBody.of(data),
        WriteOptions.PLAIN);
    String manifest =
        "{\"sourceBucket\":\"src\",\"destinationBucket\":\"arn:aws:s3:::elsewhere\",\"version\":\"2016-11-30\",\"creationTimestamp\":\"1514944800000\",\"fileFormat\":\"CSV\",\"fileSchema\":\"Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass\",\"files\":[{\"key\":\""
            + dataKey
            + "\",\"size\":"
            + data.length
            + ",\"MD5checksum\":\""
            + md5(data)
            + "\"}]}";
    TwoStores.put(stores.a, DST, MANIFEST, manifest);
    TwoStores.put(
        stores.a,
        DST,
        MANIFEST.replace("json", "checksum"),
        md5(manifest.getBytes(StandardCharsets.UTF_8)) + "\n");

    assertThat(stores.run("inventory", "import", "a:dst/" + MANIFEST, folder.toString()))
        .as(stores.err())
        .isZero();
    assertThat(stores.out()).contains("1 rows");
  }

  private static String md5(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }

  @Test
  void expiryKeepsTheNewestReportAndTheFilesItNames() {
    TwoStores.put(stores.a, SRC, "k", "x");
    make("n", "csv");
    String old = "inv/src/n/2026-10-01T12-00Z/";
    String text = TwoStores.text(stores.a, DST, MANIFEST);
    TwoStores.put(stores.a, DST, old + "manifest.json", text);
    TwoStores.put(
        stores.a,
        DST,
        old + "manifest.checksum",
        TwoStores.text(stores.a, DST, MANIFEST.replace("json", "checksum")));

    assertThat(stores.run("inventory", "expire", "a:dst", "--older-than", "1d", "--dry-run"))
        .isZero();
    assertThat(stores.out()).isEqualTo("would remove a:dst/" + old + "manifest.json\n");
    assertThat(stores.run("inventory", "expire", "a:dst", "--keep", "1")).isZero();

    assertThat(stores.run("inventory", "describe", "a:dst/" + MANIFEST)).isZero();
    assertThat(stores.run("inventory", "ls", "a:dst")).isZero();
    assertThat(stores.out()).isEqualTo("a:dst/" + MANIFEST + "\n");
  }

  @Test
  void expiryRemovesNothingOutsideOfAReportsFolderWhateverItsManifestSays()
      throws NoSuchAlgorithmException {
    TwoStores.put(stores.a, SRC, "k", "x");
    make("n", "csv");
    TwoStores.put(stores.a, DST, "precious", "x");
    String old = "inv/src/n/2026-10-01T12-00Z/";
    String text = TwoStores.text(stores.a, DST, MANIFEST).replace(dataKey().text(), "precious");
    TwoStores.put(stores.a, DST, old + "manifest.json", text);
    TwoStores.put(
        stores.a, DST, old + "manifest.checksum", md5(text.getBytes(StandardCharsets.UTF_8)));

    assertThat(stores.run("inventory", "expire", "a:dst", "--keep", "1")).isZero();

    assertThat(TwoStores.text(stores.a, DST, "precious")).isEqualTo("x");
  }
}
