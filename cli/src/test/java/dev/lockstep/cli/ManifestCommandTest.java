package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestCommandTest {
  private final TwoStores stores = new TwoStores();

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static ByteArrayInputStream stdin(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aManifestOfAPrefixIsWhatBatchOperationsTakes() {
    put(stores.a, SRC, "p/a b+c%.txt", "x");
    put(stores.a, SRC, "p/ü,\"\n", "x");
    put(stores.a, SRC, "q", "x");

    assertThat(stores.run("manifest", "create", "a:src/p/")).isZero();

    assertThat(stores.out()).isEqualTo("src,p/a%20b%2Bc%25.txt\nsrc,p/%C3%BC%2C%22%0A\n");
  }

  @Test
  void aManifestOfAllVersionsNamesThemOldestFirstAndNoDeleteMarkers() {
    stores.a.enableVersioning(SRC);
    put(stores.a, SRC, "k", "one");
    put(stores.a, SRC, "k", "two");
    stores.a.deleteObject(ObjectRef.current(SRC, ObjectKey.of("k")));

    assertThat(stores.run("manifest", "create", "a:src", "--versions", "all")).isZero();

    assertThat(stores.out().lines().toList())
        .hasSize(2)
        .allMatch(line -> line.matches("src,k,[^,]+"));
  }

  @Test
  void aManifestOfAComparisonNamesWhatTheOtherSideLacksOrHasOtherwise() {
    put(stores.a, SRC, "missing", "x");
    put(stores.a, SRC, "same", "x");
    put(stores.a, SRC, "other", "x");
    put(stores.b, TwoStores.DST, "same", "x");
    put(stores.b, TwoStores.DST, "other", "y");
    put(stores.b, TwoStores.DST, "extra", "x");

    assertThat(stores.run("manifest", "create", "a:src", "b:dst")).isZero();

    assertThat(stores.out().lines()).containsExactlyInAnyOrder("src,missing", "src,other");
  }

  @Test
  void theRowsOfACompareReportBecomeAManifestWhateverTheKeysAre() throws IOException {
    put(stores.a, SRC, "p/a b+%20,\"", "x");
    put(stores.a, SRC, "p/=1", "x");
    for (String ending : List.of("jsonl", "csv")) {
      String report = folder.resolve("differences." + ending).toString();
      stores.run("compare", "a:src/p/", "b:dst", "--report", report);

      int code = stores.run("manifest", "create", "--bucket", "src", "--prefix", "p/", report);

      assertThat(code).isZero();
      assertThat(stores.out().lines())
          .containsExactlyInAnyOrder("src,p/%3D1", "src,p/a%20b%2B%2520%2C%22");
    }
  }

  @Test
  void everyBadLineIsToldAndNothingIsWritten() throws IOException {
    String bad = file("bad.csv", "src,a\nsrc\nsrc,%zz\nsrc,b,v\n");
    Path out = folder.resolve("out.csv");

    int code = stores.run("manifest", "convert", bad, "-o", out.toString());

    assertThat(code).isEqualTo(2);
    assertThat(stores.err()).contains("line 2: ", "line 3: ", "line 4: ", "3 bad lines");
    assertThat(out).doesNotExist();
  }

  @Test
  void checkTellsEveryBadLineAsTextAndAsJson() throws IOException {
    String bad = file("bad.csv", "bucket,key\nsrc,a\nsrc\n\nsrc,b\n");

    assertThat(stores.run("manifest", "check", bad)).isEqualTo(1);
    assertThat(stores.out()).contains("line 3: it has 1 column", "line 4: it is blank", "header");
    assertThat(stores.run("manifest", "check", bad, "--output", "json")).isEqualTo(1);
    assertThat(stores.out())
        .contains("\"entries\":2", "\"header\":true", "\"bad\":2", "{\"line\":4,");
    assertThat(stores.run("manifest", "check", file("good.csv", "src,a\n"))).isZero();
    assertThat(stores.out()).contains("bad lines    none", "buckets      src");
  }

  @Test
  void splitHeadAndCountKeepEachEntryOnceAndInOrder() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      text.append("src,k").append(i).append('\n');
    }
    String all = file("all.csv", text.toString());

    assertThat(stores.run("manifest", "count", all)).isZero();
    assertThat(stores.out()).isEqualTo("11\n");
    assertThat(stores.run("manifest", "head", all, "-n", "2")).isZero();
    assertThat(stores.out()).isEqualTo("src,k0\nsrc,k1\n");
    assertThat(stores.run("manifest", "split", all, "--into", "3", "-o", folder + "/part"))
        .isZero();

    StringBuilder joined = new StringBuilder();
    for (int part = 1; part <= 3; part++) {
      String piece = Files.readString(folder.resolve("part-0000" + part + ".csv"));
      assertThat(piece.lines().count()).isBetween(3L, 4L);
      joined.append(piece);
    }
    assertThat(joined).hasToString(text.toString());
    assertThat(stores.run("manifest", "split", all, "--lines", "4", "-o", "a:src/jobs/part"))
        .isZero();
    assertThat(TwoStores.text(stores.a, SRC, "jobs/part-00003.csv"))
        .isEqualTo("src,k8\nsrc,k9\nsrc,k10\n");
  }

  @Test
  void trapT8theFileOfThePostsManifestQueryBecomesAManifestInOneStep() {
    stores.in =
        stdin(
            "\"result\"\n\"(\"\"src\"\",\"\"a b\"\",\"\"v1\"\")\"\n\"(\"\"src\"\",\"\"c\"\",\"\"\"\")\"\n");

    assertThat(stores.run("manifest", "convert", "-")).isZero();

    assertThat(stores.out()).isEqualTo("src,a%20b,v1\nsrc,c,null\n");
  }

  @Test
  void formatsAreConvertedAndFilesMayBeInAStoreAndCompressed() {
    put(stores.a, SRC, "jobs/in.csv", "src,a%20b\n");

    assertThat(stores.run("manifest", "convert", "a:src/jobs/in.csv", "-o", "b:dst/out.csv.gz"))
        .isZero();
    assertThat(stores.run("manifest", "convert", "b:dst/out.csv.gz", "--format", "rows")).isZero();
    assertThat(stores.out()).isEqualTo("{\"bucket\":\"src\",\"key\":\"a b\"}\n");
    assertThat(stores.run("manifest", "convert", "b:dst/out.csv.gz", "--format", "s3distcp"))
        .isEqualTo(2);
    assertThat(stores.err()).contains("none is known of a b");
  }

  @Test
  void whatIsNotThereIsToldByItsName() {
    assertThat(stores.run("manifest", "count", "no/such.csv")).isEqualTo(2);
    assertThat(stores.err()).contains("There is no file no/such.csv");
    assertThat(stores.run("manifest", "count", "a:src/none.csv")).isEqualTo(4);
    assertThat(stores.err()).contains("none.csv");
  }
}
