package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static dev.lockstep.cli.TwoStores.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.job.RunFailure;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.StorageClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyncCommandTest {
  private static final List<String> AWKWARD =
      List.of(
          "a//b",
          "/lead",
          "dot/../x",
          "./y",
          "sp ace+plus",
          "per%cent%2F",
          "ünï/漢字/😀",
          "\uff5e",
          "\ud83d\ude00",
          "nl\nx",
          "ctl\u0001x",
          "back\\slash",
          "a",
          "a/b",
          "dir/",
          "q?x=1&y=2#z",
          "k".repeat(1024));

  private final TwoStores stores = new TwoStores();

  private void putSome(int count) {
    for (int i = 0; i < count; i++) {
      put(stores.a, SRC, "some/%04d".formatted(i), "content " + i);
    }
  }

  @Test
  void copiesEveryByteHeaderAndTagUnderEveryKey() {
    ObjectAttributes attributes =
        new ObjectAttributes(
            Map.of(
                ContentHeader.CONTENT_TYPE, "text/plain; charset=utf-8",
                ContentHeader.CACHE_CONTROL, "max-age=60",
                ContentHeader.CONTENT_ENCODING, "identity",
                ContentHeader.CONTENT_DISPOSITION, "attachment; filename=\"x\"",
                ContentHeader.EXPIRES, "Wed, 21 Oct 2026 07:28:00 GMT"),
            Map.of("colour", "blue  green", "empty", ""),
            Map.of("team", "ünï", "a b", "c+d"),
            new StorageClass("STANDARD_IA"),
            null);
    AWKWARD.forEach(key -> put(stores.a, SRC, key, "text of " + key, attributes));

    assertThat(stores.run("sync", "a:src", "b:dst", "--output", "json"))
        .as(stores.out() + stores.err())
        .isZero();

    assertThat(stores.out())
        .contains("\"complete\":true,\"inSync\":true")
        .contains("\"copied\":{\"objects\":17");
    for (String key : AWKWARD) {
      assertThat(text(stores.b, DST, key)).isEqualTo("text of " + key);
      assertThat(TwoStores.head(stores.b, DST, key).attributes())
          .isEqualTo(TwoStores.head(stores.a, SRC, key).attributes());
      assertThat(TwoStores.tags(stores.b, DST, key)).isEqualTo(attributes.tags());
    }
  }

  @Test
  void aSecondRunSendsOnlyListRequests() {
    putSome(50);
    assertThat(stores.run("sync", "a:src", "b:dst")).isZero();

    assertThat(stores.run("sync", "a:src", "b:dst", "--output", "json")).isZero();

    assertThat(stores.out())
        .contains(
            "\"requests\":{\"list\":4,\"head\":0,\"get\":0,\"put\":0,\"copy\":0,\"delete\":0}")
        .contains("\"inSync\":true");
  }

  @Test
  void findsAndHealsBytesThatChangedAtTheDestinationWithTheSizeKept() {
    putSome(5);
    stores.run("sync", "a:src", "b:dst");
    put(stores.b, DST, "some/0003", "CONTENT 3");

    assertThat(stores.run("compare", "a:src", "b:dst")).isEqualTo(1);
    assertThat(stores.out()).contains("some/0003  (bytes differ, by their ETags)");
    assertThat(stores.run("sync", "a:src", "b:dst")).isZero();

    assertThat(text(stores.b, DST, "some/0003")).isEqualTo("content 3");
  }

  @Test
  void copiesWithinOneStoreByTheStoreItself() {
    putSome(5);

    assertThat(stores.run("sync", "a:src/some/", "a:dst/other/", "--output", "json")).isZero();

    assertThat(stores.out()).contains("\"get\":0,\"put\":0,\"copy\":5");
    assertThat(text(stores.a, DST, "other/0002")).isEqualTo("content 2");
  }

  @Test
  void saysInADryRunWhatItWouldDoAndDoesNothing() {
    putSome(30);

    assertThat(stores.run("sync", "a:src", "b:dst", "--dry-run")).isZero();

    assertThat(stores.out())
        .contains("would copy   30 objects, 290 B")
        .contains("some/00")
        .contains("get 30, put 30");
    assertThatThrownBy(() -> text(stores.b, DST, "some/0000")).isInstanceOf(StoreException.class);
  }

  @Test
  void leavesWhatOnlyTheDestinationHasUnlessToldToDeleteIt() {
    putSome(20);
    put(stores.b, DST, "extra", "x");

    assertThat(stores.run("sync", "a:src", "b:dst")).isZero();
    assertThat(text(stores.b, DST, "extra")).isEqualTo("x");
    assertThat(stores.run("sync", "a:src", "b:dst", "--delete")).isZero();

    assertThatThrownBy(() -> text(stores.b, DST, "extra")).isInstanceOf(StoreException.class);
  }

  @Test
  void refusesToDeleteMoreThanTheCapOrAfterAnEmptyListing() {
    putSome(10);
    stores.run("sync", "a:src", "b:dst");
    put(stores.b, DST, "extra/1", "x");
    put(stores.b, DST, "extra/2", "x");

    assertThat(stores.run("sync", "a:src", "b:dst", "--delete")).isEqualTo(3);
    assertThat(stores.out()).contains("2 of the destination's 12 objects would go");
    assertThat(stores.run("sync", "a:src/nothing/", "b:dst", "--delete", "--max-delete", "100%"))
        .isEqualTo(3);
    assertThat(stores.run("sync", "a:src", "b:dst", "--delete", "--max-delete", "2")).isZero();
  }

  @Test
  void refusesADestinationInsideTheSource() {
    putSome(3);

    assertThat(stores.run("sync", "a:src", "a:src/copy/")).isEqualTo(3);

    assertThat(stores.out()).contains("lie within one another");
  }

  @Test
  void stopsAtTheLimitAndSaysThatItIsNotInStep() {
    putSome(30);

    assertThat(stores.run("sync", "a:src", "b:dst", "--limit", "7", "--output", "json"))
        .isEqualTo(1);

    assertThat(stores.out())
        .contains("\"copied\":{\"objects\":7")
        .contains("\"skipped\":23")
        .contains("\"inSync\":false");
  }

  @Test
  void endsWithFourWhenABucketIsNotThere() {
    assertThat(stores.run("sync", "a:nowhere", "b:dst", "--output", "json")).isEqualTo(4);

    assertThat(stores.out())
        .contains("\"complete\":false,\"inSync\":false")
        .contains("NoSuchBucket");
  }

  @Test
  void answersWrongUsageWithTwoAndTheNextStep() {
    assertThat(stores.run("sync", "src", "b:dst")).isEqualTo(2);
    assertThat(stores.err()).contains("PROFILE:src or s3://src");
    assertThat(stores.run("sync", "a:src", "b:dst", "--delte")).isEqualTo(2);
    assertThat(stores.err()).contains("--delete");
    assertThat(stores.run("sync", "a:src", "b:dst", "--max-delete", "many")).isEqualTo(2);
    assertThat(stores.run("sync", "a:src", "b:dst", "--min-size", "12parsecs")).isEqualTo(2);
    assertThat(stores.run("sync", "nobody:src", "b:dst")).isEqualTo(2);
    assertThat(stores.run("snyc", "a:src", "b:dst")).isEqualTo(2);
    assertThat(stores.err()).contains("sync");
  }

  @Test
  void selectsByGlobAndLeavesTheRestAloneEvenWhenDeleting() {
    put(stores.a, SRC, "keep/1.txt", "1");
    put(stores.a, SRC, "keep/2.tmp", "2");
    for (int i = 0; i < 20; i++) {
      put(stores.b, DST, "old/%d.tmp".formatted(i), "x");
    }

    assertThat(stores.run("sync", "a:src", "b:dst", "--exclude", "*.tmp", "--delete")).isZero();

    assertThat(text(stores.b, DST, "keep/1.txt")).isEqualTo("1");
    assertThat(text(stores.b, DST, "old/3.tmp")).isEqualTo("x");
    assertThatThrownBy(() -> text(stores.b, DST, "keep/2.tmp")).isInstanceOf(StoreException.class);
  }

  @Test
  void isNoSuccessWhenTheAnswerCannotBeWritten() {
    putSome(3);

    assertThat(stores.runWithFullDisk("sync", "a:src", "b:dst")).isEqualTo(1);
    assertThat(stores.err()).contains("could not be written to stdout");
    assertThat(stores.runWithFullDisk("completion", "bash")).isEqualTo(1);
  }

  @Test
  void suggestsTheCommandInTheWordsThatWereTyped() {
    putSome(9);

    assertThat(stores.run("sync", "s3://src/some/", "b:dst/a b/", "--limit", "2")).isEqualTo(1);

    assertThat(stores.out()).contains("lockstep compare s3://src/some/ 'b:dst/a b/'");
  }

  @Test
  void claimsNoMoreThanWasCompared() {
    putSome(3);

    assertThat(stores.run("sync", "a:src", "b:dst", "--by", "size")).isZero();
    assertThat(stores.out()).contains("tell the same sizes; writes proved: 3 by");
    assertThat(stores.run("compare", "a:src", "b:dst", "--by", "size")).isZero();
    assertThat(stores.out()).contains("yes, by size:");
    assertThat(stores.run("sync", "a:src", "b:dst", "--by", "size", "--output", "json")).isZero();
    assertThat(stores.out()).contains("\"by\":\"size\"");
    assertThat(stores.run("compare", "a:src", "b:dst", "--output", "json")).isZero();
    assertThat(stores.out()).contains("\"by\":\"content\"");
  }

  @Test
  void saysNothingOfProofsWhenNothingWasWritten() {
    putSome(20);
    stores.run("sync", "a:src", "b:dst");
    put(stores.b, DST, "extra", "x");

    assertThat(stores.run("sync", "a:src", "b:dst", "--delete")).isZero();

    assertThat(stores.out()).contains("tell the same").doesNotContain("proved");
  }

  @Test
  void doesNotSpeakOfGoingOnWhenNothingHadBegun() {
    putSome(3);

    assertThat(stores.run("sync", "a:src", "a:src/copy/")).isEqualTo(3);
    assertThat(stores.out()).contains("lie within").doesNotContain("same line again");
    assertThat(stores.run("sync", "a:nowhere", "b:dst")).isEqualTo(4);
    assertThat(stores.out()).contains("in step").doesNotContain("same line again");
  }

  @Test
  void saysWhatNoCopyCarriesAndTakesNoDemandForIt() {
    putSome(1);

    assertThat(stores.run("sync", "a:src", "b:dst", "--preserve", "creation-time=must"))
        .isEqualTo(2);
    assertThat(stores.err()).contains("no copy carries 'creation-time'");
    assertThat(stores.run("sync", "a:src", "b:dst", "--dry-run")).isZero();
    assertThat(stores.out()).doesNotContain("left behind");
    assertThat(stores.run("sync", "a:src", "b:dst")).isZero();
    assertThat(stores.out())
        .contains(
            "left behind  as by every copy: owner, creation time, version id, older versions");
    assertThat(stores.run("sync", "a:src", "b:dst", "--output", "json")).isZero();
    assertThat(stores.out())
        .contains("\"notCarried\":[\"owner\",\"creation-time\",\"version-id\",");
  }

  @Test
  void namesTheOptionWhoseShareIsWrong() {
    assertThat(stores.run("sync", "a:src", "b:dst", "--max-delete", "200%")).isEqualTo(2);
    assertThat(stores.err()).contains("--max-delete: A share is 0% to 100%");
  }

  @Test
  void namesTheOptionWhoseValueIsWrong() {
    List.of(
            List.of("--min-size", "12parsecs"),
            List.of("--max-size", "-1"),
            List.of("--newer-than", "yesterday"),
            List.of("--older-than", "9999999999999d"),
            List.of("--concurrency", "0"),
            List.of("--retries", "0"),
            List.of("--give-up-after", "soon"),
            List.of("--requests-per-second", "0"),
            List.of("--bandwidth", "0"),
            List.of("--limit", "-1"),
            List.of("--limit", "100001"))
        .forEach(pair -> {
          String option = pair.getFirst();
          assertThat(stores.run("sync", "a:src", "b:dst", option + "=" + pair.getLast()))
              .as(option)
              .isEqualTo(2);
          assertThat(stores.err()).startsWith("lockstep: " + option).hasLineCount(1);
        });
  }

  @Test
  void sendsNoMoreAndReadsNoMoreThanIsAllowed() {
    putSome(8);

    assertThat(
            stores.run(
                "sync",
                "a:src",
                "b:dst",
                "--requests-per-second=50",
                "--bandwidth=1M",
                "--retries=1"))
        .isZero();
    assertThat(stores.run("compare", "a:src", "b:dst", "--give-up-after=2h")).isZero();
  }

  @Test
  void showsInADryRunOnlyRowsOfWhatWouldBeDone() {
    putSome(1);
    for (int i = 0; i < 20; i++) {
      put(stores.b, DST, "extra/" + i, "x");
    }

    assertThat(stores.run("sync", "a:src", "b:dst", "--dry-run")).isZero();
    assertThat(stores.out()).contains("some/0000").doesNotContain("extra/");
    stores.run("sync", "a:src", "b:dst", "--dry-run", "--delete");
    assertThat(stores.out()).contains("extra/");
  }

  @Test
  void endsWithTwoWhenAFileOfTheUsersCannotBeUsedAndWithOneWhenItIsOurs() {
    assertThat(ExitCode.of(new RunFailure(RunFailure.Cause.LOCAL_FILE, "LocalFile", "no room")))
        .isEqualTo(ExitCode.NOT_IN_STEP);
    assertThat(stores.run("sync", "a:src", "broken:dst")).isEqualTo(2);
    assertThat(stores.err()).isEqualTo("lockstep: no such key file" + System.lineSeparator());
  }
}
