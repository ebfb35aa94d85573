package dev.lockstep.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.FakeStore;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SamePlaceTest {
  private static final BucketName BUCKET = new BucketName("bucket");
  private static final VersionId VERSION = new VersionId("v1");

  /// Gives each object the same version.
  private static class Versions extends FakeStore {
    final Set<ObjectRef> held = new HashSet<>();
    int written;

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      written++;
      held.add(new ObjectRef(target.bucket(), target.key(), VERSION));
      return new WriteReceipt(null, VERSION, null, List.of());
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      if (!held.contains(new ObjectRef(object.bucket(), object.key(), VERSION))) {
        throw Failures.missing();
      }
      return new ObjectHead(
          0, null, Instant.EPOCH, VERSION, ObjectAttributes.NONE, -1, 0, List.of());
    }

    @Override
    public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
      objects.forEach(held::remove);
      return List.of();
    }
  }

  private final Versions written = new Versions();

  private boolean isSameAs(FakeStore other) {
    return SamePlace.is(
        written,
        other,
        BUCKET,
        ObjectKey.of("p/"),
        TrialNames.unnoted(RandomGeneratorFactory.of("L64X128MixRandom").create(1)));
  }

  @Test
  void whatIsSeenThroughTheOtherNameIsOnePlace() {
    assertThat(isSameAs(written)).isTrue();

    assertThat(written.written).isEqualTo(1);
    assertThat(written.held).isEmpty();
  }

  @Test
  void whatIsNotSeenThereIsTwo() {
    assertThat(isSameAs(new Versions())).isFalse();

    assertThat(written.written).isEqualTo(1);
    assertThat(written.held).isEmpty();
  }

  @Test
  void notKnowingIsNoAnswer() {
    FakeStore closed =
        new FakeStore() {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            throw Failures.denied();
          }
        };

    assertThatThrownBy(() -> isSameAs(closed)).isInstanceOf(StoreException.class);

    assertThat(written.held).isEmpty();
  }
}
