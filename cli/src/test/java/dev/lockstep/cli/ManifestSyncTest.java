package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static dev.lockstep.cli.TwoStores.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// `sync --manifest`: exactly what it names, and nothing else.
class ManifestSyncTest {
  private final TwoStores stores = new TwoStores();

  private int sync(String manifest, String... more) {
    stores.in = new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8));
    List<String> arguments =
        new ArrayList<>(List.of("sync", "a:src", "b:dst", "--manifest", "-", "--quiet"));
    arguments.addAll(List.of(more));
    return stores.run(arguments.toArray(String[]::new));
  }

  private List<String> atDestination() {
    EntryPage page = stores.b.listObjects(DST, ListingRequest.first(ObjectKey.EMPTY)).entries();
    List<String> keys = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      keys.add(page.key(row).text());
    }
    return keys;
  }

  private VersionId version(String key, String text) {
    return Objects.requireNonNull(
        stores
            .a
            .putObject(
                ObjectRef.current(SRC, ObjectKey.of(key)),
                ObjectAttributes.NONE,
                ObjectBody.of(text.getBytes(StandardCharsets.UTF_8)),
                WriteOptions.PLAIN)
            .version());
  }

  @Test
  void copiesWhatIsNamedAndNothingElseAndDeletesNothing() {
    put(stores.a, SRC, "a b+c", "1");
    put(stores.a, SRC, "not named", "2");
    put(stores.b, DST, "extra", "3");

    assertThat(sync("src,a%20b%2Bc\n")).isZero();

    assertThat(atDestination()).containsExactly("a b+c", "extra");
    assertThat(stores.out())
        .contains("named        1 object in -")
        .contains("in step      yes: after the last write as far as the manifest goes");
  }

  @Test
  void theSecondRunFindsEverythingThereAndWritesNothing() {
    put(stores.a, SRC, "a", "1");
    sync("src,a\n");

    assertThat(sync("src,a\n", "--output", "json")).isZero();

    assertThat(stores.out())
        .contains(
            "\"manifest\":\"-\"",
            "\"inSync\":true",
            "\"copied\":{\"objects\":0",
            "\"unchanged\":1");
    assertThat(stores.out()).contains("{\"list\":0,\"head\":2,\"get\":0,\"put\":0,");
  }

  @Test
  void whatIsNamedAndNotThereIsARowAndStopsNothing() {
    put(stores.a, SRC, "b", "1");

    assertThat(sync("src,a\nsrc,b\n")).isEqualTo(1);

    assertThat(atDestination()).containsExactly("b");
    assertThat(stores.out()).contains("a: NotAtSource", "in step      no, as far as the manifest");
  }

  @Test
  void anObjectOfAnotherBucketOrPrefixIsToldByItsLineAndNothingIsCopied() {
    put(stores.a, SRC, "a", "1");

    assertThat(sync("src,a\nother,a\n")).isEqualTo(2);
    assertThat(stores.err()).contains("line 2: it is in another bucket than the source a:src");
    assertThat(atDestination()).isEmpty();
    stores.in = new ByteArrayInputStream("src,a\n".getBytes(StandardCharsets.UTF_8));
    assertThat(stores.run("sync", "a:src/p/", "b:dst", "--manifest", "-")).isEqualTo(2);
    assertThat(stores.err()).contains("not below the source's prefix");
  }

  @Test
  void aKeyThatWasNeverEncodedIsFoundWhereTheDecodedOneIsNotThere() {
    put(stores.a, SRC, "a+b%20c", "1");

    assertThat(sync("src,a+b%20c\n")).isZero();

    assertThat(atDestination()).containsExactly("a+b%20c");
  }

  @Test
  void theVersionsThatAreNamedAreCopiedAndNoOthers() {
    stores.a.enableVersioning(SRC);
    VersionId old = version("k", "old");
    version("k", "new");

    assertThat(sync("src,k," + old + "\n")).isZero();

    assertThat(text(stores.b, DST, "k")).isEqualTo("old");
  }

  @Test
  void trapT27versionsOfOneKeyAreWrittenOldestFirstWhateverTheirOrderInTheManifest() {
    stores.a.enableVersioning(SRC);
    stores.b.enableVersioning(DST);
    VersionId one = version("k", "one");
    VersionId two = version("k", "two");
    VersionId three = version("k", "three");

    String manifest = "src,k," + three + "\nsrc,k," + one + "\nsrc,k," + two + "\n";
    assertThat(sync(manifest)).isZero();
    assertThat(sync(manifest, "--output", "json")).isZero();

    assertThat(stores.out()).contains("\"copied\":{\"objects\":0");
    EntryPage page =
        stores
            .b
            .listVersions(
                DST, VersionsRequest.of(ObjectKey.EMPTY, VersionsRequest.Marker.BEGINNING))
            .entries();
    assertThat(page.count()).isEqualTo(3);
    assertThat(text(stores.b, DST, "k")).isEqualTo("three");
    assertThat(page.size(1)).isEqualTo(3);
    assertThat(page.size(0)).isEqualTo(5);
  }

  @Test
  void aDestinationWithoutVersionsGetsTheNewestAndTheOthersAreRows() {
    stores.a.enableVersioning(SRC);
    VersionId one = version("k", "one");
    VersionId two = version("k", "two");

    assertThat(sync("src,k," + one + "\nsrc,k," + two + "\n")).isEqualTo(1);

    assertThat(text(stores.b, DST, "k")).isEqualTo("two");
    assertThat(stores.out()).contains("NotVersioned", "keeps one version of a key");
  }

  @Test
  void aDryRunAndALimitDoWhatTheySay() {
    put(stores.a, SRC, "a", "1");
    put(stores.a, SRC, "b", "1");

    assertThat(sync("src,a\nsrc,b\n", "--dry-run")).isZero();
    assertThat(stores.out()).contains("would copy   2 objects");
    assertThat(atDestination()).isEmpty();
    assertThat(sync("src,a\nsrc,b\n", "--limit", "1")).isEqualTo(1);
    assertThat(atDestination()).hasSize(1);
    assertThat(stores.out()).contains("skipped      1 object");
  }

  @Test
  void whatDoesNotGoWithAManifestIsRefused() {
    assertThat(sync("src,a\n", "--delete")).isEqualTo(2);
    assertThat(sync("src,a\n", "--versions", "all")).isEqualTo(2);
    assertThat(sync("src,a\n", "--include", "x")).isEqualTo(2);
    assertThat(stores.err()).contains("--manifest says itself which objects");
  }
}
