package dev.lockstep.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capabilities.Finding;
import dev.lockstep.endpoint.Capabilities.Origin;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.FakeStore;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.verify.KeyAudit.Awkwardness;
import dev.lockstep.verify.KeyAudit.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyAuditTest {
  private static final BucketName BUCKET = new BucketName("bucket");

  /// Keeps each key under the name that `renaming` makes of it.
  private static class Renaming extends FakeStore {
    final NavigableSet<String> keys = new TreeSet<>();
    final List<String> written = new ArrayList<>();
    private final UnaryOperator<String> renaming;

    Renaming(UnaryOperator<String> renaming) {
      this.renaming = renaming;
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      written.add(target.key().text());
      keys.add(renaming.apply(target.key().text()));
      return new WriteReceipt(null, null, null, List.of());
    }

    @Override
    public ListingPage listObjects(BucketName bucket, ListingRequest request) {
      EntryPage.Builder page = new EntryPage.Builder(4);
      for (String key : keys) {
        if (ObjectKey.of(key).startsWith(request.prefix())) {
          page.key(ObjectKey.of(key)).endRow();
        }
      }
      return new ListingPage(page.build(), null);
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      if (!keys.contains(object.key().text())) {
        throw Failures.missing();
      }
      return new ObjectHead(0, null, Instant.EPOCH, null, ObjectAttributes.NONE, -1, 0, List.of());
    }

    /// Stores refuse a request that deletes nothing.
    @Override
    public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
      assertThat(objects).isNotEmpty();
      objects.forEach(object -> keys.remove(object.key().text()));
      return List.of();
    }
  }

  private static KeyAudit audit(Renaming store, String prefix) {
    return new KeyAudit(
        store,
        BUCKET,
        ObjectKey.of(prefix),
        TrialNames.unnoted(RandomGeneratorFactory.of("L64X128MixRandom").create(1)));
  }

  private static boolean keeps(KeyAudit audit, String key) {
    return audit.refusal(ObjectKey.of(key)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a/b", "dir/", "a.b/..c/d..", "ü/😀", "a b%2F"})
  void writesNoTrialForOrdinaryKeys(String key) {
    Renaming store = new Renaming(UnaryOperator.identity());

    assertThat(keeps(audit(store, ""), key)).isTrue();
    assertThat(store.written).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a//b",
        "//",
        "/a",
        "a/./b",
        "../a",
        "a/..",
        ".",
        "a\u0001b",
        "a\u0000b",
        "a\nb",
        "\u007f"
      })
  void triesAwkwardKeysAndLeavesNothingBehind(String key) {
    Renaming store = new Renaming(UnaryOperator.identity());
    store.keys.add("before");

    assertThat(keeps(audit(store, "p/"), "p/" + key)).isTrue();
    assertThat(keeps(audit(store, ""), key)).isTrue();
    assertThat(store.written).isNotEmpty();
    assertThat(store.keys).containsExactly("before");
  }

  private static KeyAudit knowing(Renaming store, Answer answer, Origin origin) {
    Finding finding = new Finding(answer, origin, Instant.EPOCH, "a test says so");
    return new KeyAudit(
        store,
        BUCKET,
        ObjectKey.EMPTY,
        () -> Capabilities.NONE.with(Capability.KEY_EMPTY_SEGMENT, finding),
        TrialNames.unnoted(RandomGeneratorFactory.of("L64X128MixRandom").create(1)));
  }

  @Test
  void triesOutNoKindThatTheRecordKnowsToBeKeptOrAUserRefuses() {
    Renaming store = new Renaming(UnaryOperator.identity());

    assertThat(keeps(knowing(store, Answer.YES, Origin.TRIED), "a//b")).isTrue();
    assertThat(keeps(knowing(store, Answer.NO, Origin.TOLD), "a//b")).isFalse();
    assertThat(store.written).isEmpty();
    assertThat(keeps(knowing(store, Answer.NO, Origin.TRIED), "a//b")).isTrue();
    assertThat(store.written).isNotEmpty();
  }

  @Test
  void refusesTheKindsThatAStoreKeepsUnderAnotherNameAndNoOthers() {
    Renaming store = new Renaming(key -> key.replace("//", "/"));
    KeyAudit audit = audit(store, "");

    assertThat(keeps(audit, "a//b")).isFalse();
    assertThat(audit.refusal(ObjectKey.of("c//d")))
        .hasValueSatisfying(why -> assertThat(why).contains("'//'"));
    assertThat(keeps(audit, "a/../b")).isTrue();
    assertThat(store.keys).isEmpty();
  }

  @Test
  void seesThatPathsAreResolvedOrSlashesStripped() {
    Renaming resolving =
        new Renaming(key -> ObjectKey.of(java.nio.file.Path.of(key).normalize().toString()).text());
    assertThat(keeps(audit(resolving, ""), "a/../b")).isFalse();
    assertThat(resolving.keys).isEmpty();

    Renaming stripping = new Renaming(key -> key.startsWith("/") ? key.substring(1) : key);
    assertThat(keeps(audit(stripping, ""), "/a")).isFalse();
    assertThat(keeps(audit(stripping, ""), "a//b")).isTrue();
    assertThat(keeps(audit(stripping, "/p/"), "/p/a")).isFalse();
    assertThat(stripping.keys).isEmpty();
  }

  @Test
  void asksOnceForEachKind() {
    Renaming store = new Renaming(UnaryOperator.identity());
    KeyAudit audit = audit(store, "");
    for (int i = 0; i < 5; i++) {
      assertThat(keeps(audit, i + "//x")).isTrue();
    }

    assertThat(store.written).hasSize(1);
  }

  @Test
  void leavesItToTheStoreWhichOpenlyRefusesAKey() {
    Renaming refusing =
        new Renaming(key -> {
          throw Failures.refused();
        });
    assertThat(keeps(audit(refusing, ""), "a//b")).isTrue();

    Renaming down =
        new Renaming(key -> {
          throw Failures.passing();
        });
    assertThatThrownBy(() -> keeps(audit(down, ""), "a//b")).isInstanceOf(StoreException.class);
  }

  @Test
  void tellsARefusedTrialFromADeniedOne() {
    Renaming refusing =
        new Renaming(key -> {
          throw Failures.refused();
        });
    Renaming closed =
        new Renaming(key -> {
          throw Failures.denied();
        });

    assertThat(audit(refusing, "").fate(Awkwardness.EMPTY_SEGMENT)).isEqualTo(Fate.REFUSED);
    assertThat(audit(closed, "").fate(Awkwardness.EMPTY_SEGMENT)).isEqualTo(Fate.DENIED);
    assertThat(keeps(audit(closed, ""), "a//b")).isTrue();
  }

  /// Does what it is asked, and its answers to writes are lost.
  private static class Losing extends Renaming {
    Losing() {
      super(UnaryOperator.identity());
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      super.putObject(target, attributes, body, options);
      throw Failures.passing();
    }
  }

  @Test
  void removesTheTrialOfWhichTheAnswerWasLost() {
    Losing losing = new Losing();
    KeyAudit audit = audit(losing, "p/");

    assertThatThrownBy(() -> keeps(audit, "a//b")).isInstanceOf(StoreException.class);

    assertThat(losing.keys).isEmpty();
    assertThat(audit.leftBehind()).isEmpty();
  }

  @Test
  void remembersATrialOfWhichTheAnswerWasLostAndThatStays() {
    Losing keeping =
        new Losing() {
          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            return List.of();
          }
        };
    KeyAudit audit = audit(keeping, "p/");

    assertThatThrownBy(() -> keeps(audit, "a//b")).isInstanceOf(StoreException.class);

    assertThat(audit.leftBehind())
        .singleElement()
        .satisfies(
            trial -> assertThat(trial).contains(keeping.written.getFirst() + ": a trial object"));
  }

  @Test
  void remembersATrialThatCannotBeRemovedAndWritesNoOther() {
    Renaming keeping =
        new Renaming(UnaryOperator.identity()) {
          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            return objects.stream()
                .map(object -> new DeleteFailure(object, Failures.denied().failure()))
                .toList();
          }
        };
    KeyAudit audit = audit(keeping, "");

    assertThat(keeps(audit, "a//b")).isTrue();
    assertThat(keeps(audit, "a//c")).isTrue();

    assertThat(keeping.written).hasSize(1);
    assertThat(audit.leftBehind()).hasSize(1);
    assertThat(audit.leftBehind().getFirst()).contains("lockstep-probe-");
  }
}
