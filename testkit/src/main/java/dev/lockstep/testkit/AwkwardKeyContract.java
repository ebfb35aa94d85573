package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.StoreFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Keys that stores, proxies and clients like to change. Each row is a test of its own.
public interface AwkwardKeyContract extends StoreUnderTest {
  int LONGEST = 1024;

  /// Writes, reads, lists, and deletes an object of a key beside one with a plain key.
  default void assertKeyKept(String key) {
    put("plain", "other");
    put(key, "of the key");

    assertThat(text(key)).isEqualTo("of the key");
    assertThat(text("plain")).isEqualTo("other");
    assertThat(keys()).containsExactlyInAnyOrder("plain", key);
    assertThat(store().deleteObjects(bucket(), List.of(ref(key)))).isEmpty();
    assertThat(keys()).containsExactly("plain");
  }

  @Test
  default void aKeyWithTwoSlashesInARowIsKeptAndListed() {
    assertKeyKept("a//b");
  }

  @Test
  default void aKeyThatBeginsWithASlashIsKeptAndListed() {
    assertKeyKept("/lead");
  }

  @Test
  default void aKeyOfSlashesAloneIsKeptAndListed() {
    assertKeyKept("//");
  }

  @Test
  default void aKeyWithParentSegmentsIsKeptAndListed() {
    assertKeyKept("dot/../x");
  }

  @Test
  default void aKeyThatBeginsWithADotSegmentIsKeptAndListed() {
    assertKeyKept("./y");
  }

  @Test
  default void aKeyThatIsADotIsKeptAndListed() {
    assertKeyKept(".");
  }

  @Test
  default void aKeyThatIsTwoDotsIsKeptAndListed() {
    assertKeyKept("..");
  }

  @Test
  default void aKeyOfDotsAndSlashesIsKeptAndListed() {
    assertKeyKept("a/./b/../c//");
  }

  @Test
  default void aKeyWithBlankAndPlusIsKeptAndListed() {
    assertKeyKept("sp ace+plus");
  }

  @Test
  default void aKeyWithBlanksAtItsEdgesIsKeptAndListed() {
    assertKeyKept(" edges ");
  }

  @Test
  default void aKeyWithPercentSignsIsKeptAndListed() {
    assertKeyKept("per%cent%2F");
  }

  @Test
  default void aKeyBeyondAsciiIsKeptAndListed() {
    assertKeyKept("ünï/漢字/😀");
  }

  @Test
  default void aKeyWithALineFeedIsKeptAndListed() {
    assertKeyKept("nl\nx");
  }

  @Test
  default void aKeyWithACarriageReturnIsKeptAndListed() {
    assertKeyKept("cr\rx");
  }

  @Test
  default void aKeyWithATabIsKeptAndListed() {
    assertKeyKept("tab\tx");
  }

  @Test
  default void aKeyWithAControlCharacterIsKeptAndListed() {
    assertKeyKept("ctl\u0001x");
  }

  @Test
  default void aKeyWithADeleteIsKeptAndListed() {
    assertKeyKept("del\u007fx");
  }

  @Test
  default void aKeyWithABackslashIsKeptAndListed() {
    assertKeyKept("back\\slash");
  }

  @Test
  default void aKeyThatLooksLikeAQueryIsKeptAndListed() {
    assertKeyKept("q?x=1&y=2#z");
  }

  @Test
  default void aKeyOfReservedCharactersIsKeptAndListed() {
    assertKeyKept("sem;i:c=,'()*!~$@");
  }

  @Test
  default void aKeyThatLooksLikeXmlIsKeptAndListed() {
    assertKeyKept("quo\"te<xml>&amp;");
  }

  @Test
  default void aKeyThatEndsWithADotIsKeptAndListed() {
    assertKeyKept("trailing.");
  }

  @Test
  default void aKeyWithBracketsAndBarsIsKeptAndListed() {
    assertKeyKept("{brace}[x]^`|");
  }

  @Test
  default void aKeyThatEndsWithASlashIsKeptAndListed() {
    assertKeyKept("dir/");
  }

  @Test
  default void aKeyOf1024BytesIsKeptAndListed() {
    assertKeyKept("k".repeat(LONGEST));
  }

  @Test
  default void aKeyOf1023BytesInManyLevelsIsKeptAndListed() {
    assertKeyKept(
        "0123456789012345678901234567890/".repeat(31) + "0123456789012345678901234567890");
  }

  @Test
  default void aKeyOf1025BytesIsRefused() {
    assertThat(StoreUnderTest.failureOf(() -> put("k".repeat(LONGEST + 1), "x")))
        .isInstanceOf(StoreFailure.Refused.class);
  }

  @Test
  default void aKeyAndTheSameWithMoreBehindASlashAreTwoObjects() {
    put("a", "1");
    put("a/b", "2");
    put("c/d", "3");
    put("c", "4");

    assertThat(keys()).containsExactly("a", "a/b", "c", "c/d");
    assertThat(text("a")).isEqualTo("1");
    assertThat(text("c")).isEqualTo("4");
  }

  @Test
  default void aFolderMarkerStandsBesideWhatIsInIt() {
    put("dir/", "");
    put("dir/x", "2");

    assertThat(keys()).containsExactly("dir/", "dir/x");
    assertThat(head("dir/").size()).isZero();
  }

  @Test
  default void aFolderMarkerMayHaveABody() {
    put("dir/", "body");

    assertThat(text("dir/")).isEqualTo("body");
  }

  @Test
  default void deletingTheLastOfAFolderLeavesNoMarkerBehind() {
    put("dir/x", "1");
    store().deleteObjects(bucket(), List.of(ref("dir/x")));

    assertThat(keys()).isEmpty();
  }

  @Test
  default void caseAndUnicodeFormsAreKeptApart() {
    List<String> alike = List.of("key", "Key", "KEY", "\u00e9", "e\u0301");
    alike.forEach(key -> put(key, "of " + key));

    assertThat(keys()).containsExactlyInAnyOrderElementsOf(alike);
    alike.forEach(key -> assertThat(text(key)).isEqualTo("of " + key));
  }
}
