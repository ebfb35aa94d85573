package dev.lockstep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.Difference;
import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import dev.lockstep.telemetry.RequestKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SyncPlannerTest {
  private static final ObjectKey KEY = ObjectKey.of("key");

  private static ObjectEntry entry(@Nullable ETag etag) {
    return new ObjectEntry(KEY, 7, Instant.EPOCH, etag, StorageClass.STANDARD);
  }

  private static Difference difference(boolean source, boolean destination, Reason reason) {
    return new Difference(
        KEY, source ? entry(null) : null, destination ? entry(null) : null, reason, "");
  }

  @Test
  void copiesWhateverTheSourceHasAndTheDestinationHasNotOrNotAlike() {
    Difference missing = difference(true, false, Reason.ONLY_IN_SOURCE);
    for (boolean delete : new boolean[] {true, false}) {
      SyncPlanner planner = new SyncPlanner(delete);
      assertThat(planner.plan(missing)).isEqualTo(new Action.Copy(missing));
      for (Reason reason : EnumSet.complementOf(EnumSet.of(Reason.ORDER_UNKNOWN))) {
        Difference both = difference(true, true, reason);
        assertThat(planner.plan(both)).isEqualTo(new Action.Copy(both));
      }
    }
  }

  @Test
  void leavesAloneWhatNobodyCanTell() {
    SyncPlanner planner = new SyncPlanner(true);
    for (boolean there : new boolean[] {true, false}) {
      Difference unknown = difference(true, there, Reason.ORDER_UNKNOWN);
      assertThat(planner.plan(unknown)).isEqualTo(new Action.Leave(unknown));
    }
  }

  @Test
  void deletesWhatOnlyTheDestinationHasWhenToldToAndNeverElse() {
    Difference extra = difference(false, true, Reason.ONLY_IN_DESTINATION);

    assertThat(new SyncPlanner(false).plan(extra)).isEqualTo(new Action.Leave(extra));
    assertThat(new SyncPlanner(true).plan(extra)).isEqualTo(new Action.Delete(extra));
  }

  @Test
  void forecastsTheRequestsOfEachWay() {
    ObjectEntry parts = entry(new ETag("0123456789abcdef0123456789abcdef-3"));
    RequestForecast relay = forecast(false);
    relay.copy(entry(null));
    relay.copy(parts);
    relay.delete(2001);
    relay.listings(4, 2);

    assertThat(relay.requests())
        .isEqualTo(
            Map.of(
                RequestKind.GET, 5L,
                RequestKind.PUT, 1L,
                RequestKind.MULTIPART_CREATE, 1L,
                RequestKind.MULTIPART_PART, 3L,
                RequestKind.MULTIPART_COMPLETE, 1L,
                RequestKind.HEAD, 2001L,
                RequestKind.DELETE, 3L,
                RequestKind.LIST, 8L));

    RequestForecast within = forecast(true);
    within.copy(entry(null));
    within.copy(parts);
    within.delete(0);

    assertThat(within.requests())
        .isEqualTo(
            Map.of(
                RequestKind.COPY, 1L,
                RequestKind.GET, 1L,
                RequestKind.MULTIPART_CREATE, 1L,
                RequestKind.MULTIPART_COPY, 3L,
                RequestKind.MULTIPART_COMPLETE, 1L));
  }

  @Test
  void forecastsPartsForWhatIsTooLargeForOneRequest() {
    RequestForecast relay = forecast(false);
    relay.copy(new ObjectEntry(KEY, 6L << 30, Instant.EPOCH, null, StorageClass.STANDARD));

    assertThat(relay.requests())
        .isEqualTo(
            Map.of(
                RequestKind.HEAD, 1L,
                RequestKind.GET, 384L,
                RequestKind.MULTIPART_CREATE, 1L,
                RequestKind.MULTIPART_PART, 384L,
                RequestKind.MULTIPART_COMPLETE, 1L));
  }

  private static RequestForecast forecast(boolean withinStore) {
    return new RequestForecast(CopySettings.STANDARD, StoreLimits.AMAZON_S3, withinStore);
  }
}
