package dev.lockstep.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class TrialNamesTest {
  private final List<String> noted = new ArrayList<>();
  private final TrialNames names =
      new TrialNames(
          RandomGeneratorFactory.of("L64X128MixRandom").create(1),
          new TrialNotes() {
            @Override
            public void named(String beginning) {
              noted.add(beginning);
            }

            @Override
            public void uploadIntended(ObjectRef target) {}

            @Override
            public void uploadGone(ObjectRef target) {}
          });

  @Test
  void notesHowAllNamesBeginBeforeItGivesTheFirst() {
    assertThat(noted).isEmpty();

    String first = names.next();
    assertThat(noted).hasSize(1);
    String second = names.next();

    assertThat(noted).hasSize(1);
    assertThat(first).startsWith(noted.getFirst()).isNotEqualTo(second);
    assertThat(second).startsWith(noted.getFirst());
  }

  /// A run lists what it has just written to try something out: that is nobody's object.
  @Test
  void knowsItsOwnAmongKeys() {
    String name = names.next();

    assertThat(names.isOurs(ObjectKey.of(name + "/x//y"))).isTrue();
    assertThat(names.isOurs(ObjectKey.of("/" + name))).isTrue();
    assertThat(names.isOurs(ObjectKey.of("lockstep-probe-of-another-run"))).isFalse();
    assertThat(names.isOurs(ObjectKey.of("a/" + name))).isFalse();
  }
}
