package dev.lockstep.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.telemetry.RequestKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final List<Asked> REQUESTS =
      IntStream.range(0, 1000)
          .mapToObj(number -> new Asked(RequestKind.GET, "key" + number, ""))
          .toList();

  private static FaultPlan plan(long seed) {
    return FaultPlan.always(Fault.Status.SLOW_DOWN).oneIn(4, seed).times(1);
  }

  private static Set<Asked> hit(FaultPlan plan, List<Asked> requests) {
    return requests.stream().filter(asked -> plan.at(asked) != null).collect(Collectors.toSet());
  }

  @Test
  void hitsTheSameRequestsInWhateverOrderTheyCome() {
    List<Asked> shuffled = new ArrayList<>(REQUESTS);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(hit(plan(7), shuffled)).isEqualTo(hit(plan(7), REQUESTS));
    assertThat(hit(plan(8), REQUESTS)).isNotEqualTo(hit(plan(7), REQUESTS));
    assertThat(hit(plan(7), REQUESTS)).hasSizeBetween(200, 300);
  }

  @Test
  void hitsARequestSoManyTimesAndThenLetsItPass() {
    FaultPlan plan = FaultPlan.always(Fault.Status.SLOW_DOWN).times(2);
    Asked asked = REQUESTS.getFirst();

    assertThat(plan.at(asked)).isNotNull();
    assertThat(plan.at(asked)).isNotNull();
    assertThat(plan.at(asked)).isNull();
  }

  @Test
  void hitsNothingThatItCanNotOrOnceItIsLifted() {
    FaultPlan listings = FaultPlan.always(Fault.Paging.ENDS_EARLY);
    FaultPlan all = FaultPlan.always(Fault.Status.SLOW_DOWN);
    all.lift();

    assertThat(hit(listings, REQUESTS)).isEmpty();
    assertThat(hit(all, REQUESTS)).isEmpty();
    assertThat(hit(FaultPlan.none(), REQUESTS)).isEmpty();
  }
}
