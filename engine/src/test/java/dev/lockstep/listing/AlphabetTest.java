package dev.lockstep.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlphabetTest {
  private final Alphabet alphabet = new Alphabet();

  @Test
  void hasTheCharactersOfTheSameKindsInOrder() {
    alphabet.see("b9/ü1a2Z😀".codePoints().toArray());

    assertThat(alphabet.like(List.of((int) '5'))).containsExactly((int) '1', (int) '2', (int) '9');
    assertThat(alphabet.like(List.of((int) 'x', (int) 'X')))
        .containsExactly((int) 'Z', (int) 'a', (int) 'b');
    assertThat(alphabet.like(List.of((int) '-'))).containsExactly((int) '/', (int) 'ü', 0x1f600);
    assertThat(alphabet.like(List.of())).isEmpty();
  }

  @Test
  void spreadsSomeOverAll() {
    List<Integer> nine = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

    assertThat(Alphabet.spread(nine, 3)).containsExactly(3, 6, 9);
    assertThat(Alphabet.spread(nine, 4)).containsExactly(2, 4, 6, 9);
    assertThat(Alphabet.spread(nine, 20)).isEqualTo(nine);
    assertThat(Alphabet.spread(nine, 0)).isEmpty();
  }
}
