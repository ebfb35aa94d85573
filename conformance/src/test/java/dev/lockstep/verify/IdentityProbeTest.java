package dev.lockstep.verify;

import static dev.lockstep.conformance.TwoBuckets.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.SandboxStore;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/// Whether a store lets ids and times of versions be said.
class IdentityProbeTest {
  private static final BucketName BUCKET = new BucketName("probed");

  private final SandboxStore sandbox = new SandboxStore(() -> NOW);
  private final ObjectStore store = new InMemoryObjectStore("store", sandbox);

  private Answer found() {
    CapabilityProbe probe =
        new CapabilityProbe(
            store, BUCKET, ObjectKey.EMPTY, NOW, TrialNames.unnoted(TwoBuckets.random(1)));
    Answer answer =
        probe.run(EnumSet.of(Capability.VERSION_IDENTITY)).of(Capability.VERSION_IDENTITY);
    assertThat(probe.leftBehind()).isEmpty();
    assertThat(sandbox.bucket(BUCKET).entries(ObjectKey.EMPTY, true)).isExhausted();
    return answer;
  }

  @Test
  void aStoreThatKeepsThemIsFoundToAndNothingIsLeft() {
    sandbox.keepIdentities();
    store.createBucket(BUCKET);
    store.enableVersioning(BUCKET);

    assertThat(found()).isEqualTo(Answer.YES);
  }

  @Test
  void aStoreThatGivesItsOwnIsSeenThroughAndNothingIsLeft() {
    store.createBucket(BUCKET);
    store.enableVersioning(BUCKET);

    assertThat(found()).isEqualTo(Answer.NO);
  }

  @Test
  void aBucketWithoutVersionsTellsNothing() {
    sandbox.keepIdentities();
    store.createBucket(BUCKET);

    assertThat(found()).isEqualTo(Answer.UNKNOWN);
  }
}
