package dev.lockstep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.AccessControl.Grant;
import dev.lockstep.endpoint.AccessControl.Grantee;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.StorageClass;
import dev.lockstep.plan.Demands.Carried;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DemandsTest {
  private static final Demands EACH =
      new Demands(
          Map.of(
              Capability.CACHE_CONTROL, Attribute.HEADERS,
              Capability.USER_METADATA, Attribute.USER_METADATA,
              Capability.USER_METADATA_EMPTY, Attribute.USER_METADATA,
              Capability.USER_METADATA_UTF8, Attribute.USER_METADATA,
              Capability.USER_METADATA_UNDERSCORE, Attribute.USER_METADATA,
              Capability.TAGS, Attribute.TAGS,
              Capability.STORAGE_CLASS, Attribute.STORAGE_CLASS,
              Capability.ACL, Attribute.ACL));

  private static Set<Capability> needed(
      Map<ContentHeader, String> headers,
      Map<String, String> metadata,
      String storageClass,
      boolean tagged,
      @Nullable AccessControl acl) {
    ObjectAttributes attributes =
        new ObjectAttributes(headers, metadata, Map.of(), new StorageClass(storageClass), null);
    return EACH.neededBy(new Carried(attributes, tagged, List.of(), acl));
  }

  private static Set<Capability> neededFor(String name, String value) {
    return needed(Map.of(), Map.of(name, value), "STANDARD", false, null);
  }

  @Test
  void anObjectNeedsWhatItCarriesAndNothingElse() {
    assertThat(needed(Map.of(), Map.of(), "STANDARD", false, null)).isEmpty();
    assertThat(
            needed(Map.of(ContentHeader.CACHE_CONTROL, "x"), Map.of(), "STANDARD_IA", true, null))
        .containsExactlyInAnyOrder(
            Capability.CACHE_CONTROL, Capability.STORAGE_CLASS, Capability.TAGS);
    assertThat(neededFor("a", "~")).containsExactly(Capability.USER_METADATA);
    assertThat(neededFor("a", ""))
        .containsExactlyInAnyOrder(Capability.USER_METADATA, Capability.USER_METADATA_EMPTY);
    assertThat(neededFor("a", "ü"))
        .containsExactlyInAnyOrder(Capability.USER_METADATA, Capability.USER_METADATA_UTF8);
    assertThat(neededFor("_a", "x"))
        .containsExactlyInAnyOrder(Capability.USER_METADATA, Capability.USER_METADATA_UNDERSCORE);
  }

  @Test
  void aListThatLetsNobodyButTheOwnerInIsNone() {
    Grant owner = new Grant(new Grantee.CanonicalUser("me"), "FULL_CONTROL");
    Grant other = new Grant(new Grantee.CanonicalUser("you"), "READ");
    Grant group = new Grant(new Grantee.Group("all"), "READ");

    assertThat(neededBy(owner)).isEmpty();
    assertThat(neededBy(owner, other)).containsExactly(Capability.ACL);
    assertThat(neededBy(owner, group)).containsExactly(Capability.ACL);
  }

  private static Set<Capability> neededBy(Grant... grants) {
    return needed(Map.of(), Map.of(), "STANDARD", false, new AccessControl("me", List.of(grants)));
  }

  @Test
  void aLockIsDemandedUntilItHasPassed() {
    Instant end = Instant.parse("2031-01-01T00:00:00Z");
    Carried locked =
        new Carried(
            ObjectAttributes.NONE.withLock(ObjectLock.retention(ObjectLock.Mode.GOVERNANCE, end)),
            false,
            List.of(),
            null);
    Demands demands = Demands.of(CopySettings.STANDARD, false);

    assertThat(demands.neededBy(locked.at(end.minusSeconds(1)))).contains(Capability.OBJECT_LOCK);
    assertThat(demands.neededBy(locked.at(end))).doesNotContain(Capability.OBJECT_LOCK);
    assertThat(demands.without(Attribute.OBJECT_LOCK).capabilities())
        .contains(Capability.TAGS)
        .doesNotContain(Capability.OBJECT_LOCK);
  }

  @Test
  void lacksOnlyWhatIsKnownToBeMissing() {
    Capabilities known = Capabilities.NONE;
    for (Answer answer : Answer.values()) {
      Capability capability =
          switch (answer) {
            case YES -> Capability.TAGS;
            case NO -> Capability.USER_METADATA;
            case UNKNOWN -> Capability.ACL;
          };
      known =
          known.with(
              capability,
              new Capabilities.Finding(answer, Capabilities.Origin.TRIED, Instant.EPOCH, ""));
    }

    Demands lacked = EACH.lackedBy(known);

    assertThat(lacked.capabilities()).containsExactly(Capability.USER_METADATA);
    assertThat(lacked.areNone()).isFalse();
    assertThat(EACH.lackedBy(Capabilities.NONE).areNone()).isTrue();
    assertThat(lacked.include(Attribute.USER_METADATA)).isTrue();
    assertThat(lacked.include(Attribute.TAGS)).isFalse();
    assertThat(lacked.attribute(Capability.USER_METADATA)).isEqualTo(Attribute.USER_METADATA);
    assertThatThrownBy(() -> lacked.attribute(Capability.TAGS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aListingTellsOfClassesAndOfNoTags() {
    assertThat(new Demands(Map.of()).listingsTellEnough()).isTrue();
    assertThat(
            new Demands(Map.of(Capability.STORAGE_CLASS, Attribute.STORAGE_CLASS))
                .listingsTellEnough())
        .isTrue();
    assertThat(EACH.listingsTellEnough()).isFalse();
  }

  @Test
  void withinAStoreOnlyWhatIsAskedForAnewIsAQuestion() {
    CopySettings rare =
        new CopySettings(
            CopySettings.STANDARD.fidelity(), new StorageClass("STANDARD_IA"), null, 1 << 20);
    CopySettings other =
        new CopySettings(
            CopySettings.STANDARD.fidelity(), new StorageClass("GLACIER_IR"), null, 1 << 20);

    assertThat(Demands.of(CopySettings.STANDARD, true).areNone()).isTrue();
    assertThat(Demands.of(CopySettings.STANDARD, false).capabilities())
        .contains(Capability.TAGS, Capability.USER_METADATA, Capability.CACHE_CONTROL);
    assertThat(Demands.of(rare, true).capabilities()).containsExactly(Capability.STORAGE_CLASS);
    assertThat(Demands.of(other, true).areNone()).isTrue();
    assertThat(Demands.of(other, false).capabilities()).doesNotContain(Capability.STORAGE_CLASS);
  }

  @Test
  void aClassThatMustArriveIsAQuestionBetweenStores() {
    CopySettings must =
        CopySettings.STANDARD.with(
            CopySettings.STANDARD.fidelity().with(Attribute.STORAGE_CLASS, Fidelity.Level.MUST));

    assertThat(Demands.of(must, false).include(Attribute.STORAGE_CLASS)).isTrue();
    assertThat(Demands.of(must, true).areNone()).isTrue();
  }

  private static Carried carried(boolean tagged) {
    return Carried.of(
        new ObjectHead(1, null, Instant.EPOCH, null, ObjectAttributes.NONE, -1, 0, List.of()),
        new StorageClass("STANDARD_IA"),
        tagged,
        null);
  }

  @Test
  void onlyATaggedObjectNeedsTags() {
    assertThat(EACH.neededBy(carried(false))).containsExactly(Capability.STORAGE_CLASS);
    assertThat(EACH.neededBy(carried(true)))
        .containsExactlyInAnyOrder(Capability.STORAGE_CLASS, Capability.TAGS);
    assertThat(EACH.neededBy(Carried.listed(new StorageClass("STANDARD_IA"))))
        .containsExactly(Capability.STORAGE_CLASS);
  }
}
