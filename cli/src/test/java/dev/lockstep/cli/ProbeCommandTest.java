package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capabilities.Finding;
import dev.lockstep.endpoint.Capabilities.Origin;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.object.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeCommandTest {
  private final TwoStores stores = new TwoStores();
  private @TempDir Path state = Path.of(".");

  private int probe(String... more) {
    return stores.run(
        Stream.concat(Stream.of("probe", "b:dst", "--state-dir", state.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private Capabilities recorded() {
    return CapabilityFile.of(state, stores.b.endpoint(), DST).read();
  }

  private int objects() {
    return stores.b.listObjects(DST, ListingRequest.first(ObjectKey.EMPTY)).entries().count();
  }

  @Test
  void printsWhatTheStoreCanDoAndRemembersIt() throws IOException {
    assertThat(probe()).as(stores.out() + stores.err()).isZero();

    assertThat(stores.out())
        .contains("put-if-absent            yes")
        .contains("versioning               no")
        .contains("recorded");
    assertThat(recorded().has(Capability.COPY_IF_MATCH)).isTrue();
    assertThat(objects()).isZero();
    try (Stream<Path> files = Files.list(state.resolve("capabilities"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(all.getFirst())))
          .isEqualTo("rw-------");
      assertThat(Files.readString(all.getFirst()))
          .startsWith("lockstep-capabilities 1\nendpoint memory:b\nbucket dst\n")
          .contains("\nput-if-absent yes " + NOW + " ");
    }
  }

  @Test
  void printsJson() {
    assertThat(probe("--output", "json")).isZero();

    assertThat(stores.out())
        .startsWith("{\"place\":\"b:dst\",\"endpoint\":\"memory:b\"")
        .contains("{\"name\":\"put-if-absent\",\"answer\":\"yes\",\"seen\":")
        .contains("\"leftBehind\":[]")
        .endsWith("\"error\":null}" + System.lineSeparator());
  }

  @Test
  void aDryRunSendsNothingAndRemembersNothing() {
    assertThat(probe("--dry-run")).isZero();

    assertThat(stores.out()).contains("would write").contains("b:dst/lockstep-probe-");
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void lookingOnlyTakesBackNothingThatWasFoundOutBefore() {
    assertThat(probe()).isZero();

    assertThat(probe("--read-only")).isZero();

    assertThat(recorded().has(Capability.PUT_IF_ABSENT)).isTrue();
  }

  @Test
  void aBucketThatIsNotThereIsAStoreThatCanNotBeUsed() {
    assertThat(stores.run("probe", "b:absent", "--output", "json", "--state-dir", state.toString()))
        .isEqualTo(4);
    assertThat(stores.out()).contains("\"code\":\"NoSuchBucket\"");
  }

  @Test
  void aFileThatIsNoneOfOursIsRefused() throws IOException {
    assertThat(probe()).isZero();
    Path file = CapabilityFile.of(state, stores.b.endpoint(), DST).path();
    Files.writeString(file, "something else\n");

    assertThat(probe()).isEqualTo(2);
    assertThat(stores.err()).contains(file + " can't be used");
  }

  @Test
  void linesOfALaterVersionAreLeftOut() throws IOException {
    CapabilityFile file = CapabilityFile.of(state, "x", DST);
    Finding yes = new Finding(Answer.YES, Origin.TRIED, NOW, "seen");
    file.update(Capabilities.NONE.with(Capability.TAGS, yes));
    Files.writeString(
        file.path(),
        Files.readString(file.path())
            + "flies yes "
            + NOW
            + " it does\nacl perhaps "
            + NOW
            + " x\nacl yes soon x\nacl\n");

    assertThat(file.read()).isEqualTo(Capabilities.NONE.with(Capability.TAGS, yes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip", "fail"})
  void aCarefulSyncTriesOutFirstWhatIsNotKnownAndRemembersIt(String onConflict) {
    TwoStores.put(stores.a, TwoStores.SRC, "k", "text");

    assertThat(sync("--on-conflict", onConflict)).as(stores.out() + stores.err()).isZero();

    assertThat(recorded().has(Capability.PUT_IF_ABSENT)).isTrue();
    assertThat(recorded().findings()).doesNotContainKey(Capability.ACL);
    TwoStores.put(stores.a, TwoStores.SRC, "k2", "text");
    assertThat(sync("--on-conflict", onConflict, "--output", "json")).isZero();
    assertThat(stores.out()).contains("\"put\":1").contains("\"delete\":0");
  }

  @Test
  void whatTheUserSaysCountsMoreThanTheRecord() {
    assertThat(probe()).isZero();
    TwoStores.put(stores.a, TwoStores.SRC, "k", "text");

    assertThat(
            sync("--on-conflict", "skip", "--capability", "put-if-absent=no", "--output", "json"))
        .isZero();

    // The HEAD right before the write, and the one of the attributes.
    assertThat(stores.out()).contains("\"head\":2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flies=yes", "tags", "tags=perhaps"})
  void anUnknownCapabilityIsWrongUsage(String pair) {
    assertThat(sync("--capability", pair)).isEqualTo(2);
    assertThat(stores.err()).contains("--capability");
  }

  @Test
  void anUnknownAnswerToConflictsIsWrongUsage() {
    assertThat(sync("--on-conflict", "ask")).isEqualTo(2);
    assertThat(stores.err()).contains("overwrite, skip or fail");
  }

  private int sync(String... more) {
    return stores.run(
        Stream.concat(
                Stream.of("sync", "a:src", "b:dst", "--state-dir", state.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
