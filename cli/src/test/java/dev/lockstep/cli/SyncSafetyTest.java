package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static dev.lockstep.cli.TwoStores.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.StoreException;
import org.junit.jupiter.api.Test;

/// What a run must not do, whatever it is told.
class SyncSafetyTest {
  private final TwoStores stores = new TwoStores();

  private void putSome(int count) {
    for (int i = 0; i < count; i++) {
      put(stores.a, SRC, "some/%04d".formatted(i), "content " + i);
    }
  }

  @Test
  void aRefusedDeletionIsRefusedAgainAndNothingIsCopiedMeanwhile() {
    putSome(100);
    for (int i = 0; i < 5; i++) {
      put(stores.b, DST, "precious/" + i, "x");
    }

    for (int run = 0; run < 2; run++) {
      assertThat(stores.run("sync", "a:src", "b:dst", "--delete")).isEqualTo(3);
      assertThat(stores.out()).contains("all 5 objects of the destination would go");
    }

    assertThat(text(stores.b, DST, "precious/4")).isEqualTo("x");
    assertThatThrownBy(() -> text(stores.b, DST, "some/0000")).isInstanceOf(StoreException.class);
  }

  @Test
  void theFirewallCountsWithinTheSelection() {
    putSome(100);
    stores.run("sync", "a:src", "b:dst");
    put(stores.b, DST, "extra/1", "x");

    int code = stores.run("sync", "a:src", "b:dst", "--delete", "--include", "extra/*");

    assertThat(code).isEqualTo(3);
    assertThat(text(stores.b, DST, "extra/1")).isEqualTo("x");
  }

  @Test
  void aLimitedRunCountsWhatItDidNotBeginAsSkippedNotFailed() {
    putSome(30);

    assertThat(stores.run("sync", "a:src", "b:dst", "--limit", "7", "--output", "json"))
        .isEqualTo(1);

    assertThat(stores.out()).contains("\"failed\":0").contains("\"skipped\":23");
  }

  @Test
  void aFolderMarkerNamedAsThePrefixIsOutOfScopeWhereNothingIsLeftOfItsName() {
    put(stores.a, SRC, "photos/", "");
    put(stores.a, SRC, "photos/1", "one");

    assertThat(stores.run("sync", "a:src/photos/", "b:dst")).as(stores.out()).isZero();

    assertThat(text(stores.b, DST, "1")).isEqualTo("one");
  }

  @Test
  void aStorageClassThatWasAskedForAndNotKeptIsAFailure() {
    putSome(1);

    assertThat(stores.run("sync", "a:src", "b:dst", "--storage-class", "NONSUCH")).isEqualTo(1);
  }
}
