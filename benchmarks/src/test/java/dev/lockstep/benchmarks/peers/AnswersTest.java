package dev.lockstep.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A wrong answer must not count: it is found in keys, sizes and bytes.
class AnswersTest {
  private static String difference(String source, String target) throws IOException {
    List<String> options = new ArrayList<>(List.of("--sink", "sink"));
    options.addAll(List.of("--synthetic", "source," + source));
    options.addAll(List.of("--synthetic", "target," + target));
    try (StoreProcess store = StoreProcess.start(options)) {
      Place from = new Place(store, "left", "source");
      Answers answers = new Answers(InstantSource.system());
      assertThat(answers.difference(from, new Place(store, "left", "sink")))
          .startsWith("the target has 0 objects");
      return answers.difference(from, new Place(store, "left", "target"));
    }
  }

  @Test
  void equalBucketsOfSeveralPagesDoNotDiffer() throws IOException {
    assertThat(difference("keys=2500,size=10", "keys=2500,size=10")).isEmpty();
  }

  @Test
  void aMissingObjectIsFound() throws IOException {
    assertThat(difference("keys=2500", "keys=2500,missing=2400"))
        .isEqualTo("the target has 499 objects in place of 500");
  }

  @Test
  void otherBytesOfTheSameSizeAreFound() throws IOException {
    assertThat(difference("keys=3,size=10", "keys=3,size=10,changed=2"))
        .isEqualTo("the bytes of object-000000000001 differ");
  }

  @Test
  void theSameBytesInOtherPartsDoNotDiffer() throws IOException {
    assertThat(difference("keys=1,size=900,part=500", "keys=1,size=900,part=300")).isEmpty();
  }

  @Test
  void otherBytesInOtherPartsAreFound() throws IOException {
    assertThat(difference("keys=1,size=900,part=500", "keys=1,size=900,part=300,changed=1"))
        .isEqualTo("the bytes of object-000000000000 differ");
  }
}
