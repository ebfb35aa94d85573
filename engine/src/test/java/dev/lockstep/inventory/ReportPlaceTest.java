package dev.lockstep.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportPlaceTest {
  private static final Instant BEGAN = Instant.parse("2026-01-05T01:00:00Z");

  private final ReportPlace place =
      new ReportPlace(ObjectKey.of("inv"), new BucketName("src"), "weekly");

  @Test
  void theAddressesAreThoseOfAws() {
    UUID name = UUID.fromString("939c6d46-85a9-4ba8-87bd-9db705a579ce");

    assertThat(place.manifest(BEGAN)).hasToString("inv/src/weekly/2026-01-05T01-00Z/manifest.json");
    assertThat(place.checksum(BEGAN))
        .hasToString("inv/src/weekly/2026-01-05T01-00Z/manifest.checksum");
    assertThat(place.symlink(BEGAN))
        .hasToString("inv/src/weekly/hive/dt=2026-01-05-01-00/symlink.txt");
    assertThat(place.data(name, InventoryFormat.CSV))
        .hasToString("inv/src/weekly/data/939c6d46-85a9-4ba8-87bd-9db705a579ce.csv.gz");
  }

  @Test
  void withoutAPrefixTheBucketComesFirst() {
    assertThat(new ReportPlace(ObjectKey.EMPTY, new BucketName("src"), "d").root())
        .hasToString("src/d/");
  }

  @Test
  void theKeyOfAManifestTellsWhereItsReportIs() {
    assertThat(ReportPlace.ofManifest(place.manifest(BEGAN)))
        .hasValue(new ReportPlace.Found(place, BEGAN));
    assertThat(ReportPlace.ofManifest(ObjectKey.of("src/d/2026-13-05T01-00Z/manifest.json")))
        .isEmpty();
    assertThat(ReportPlace.ofManifest(place.checksum(BEGAN))).isEmpty();
    assertThat(ReportPlace.ofManifest(ObjectKey.of("manifest.json"))).isEmpty();
  }

  @Test
  void anIdIsWhatAwsAllows() {
    assertThatThrownBy(() -> new ReportPlace(ObjectKey.EMPTY, new BucketName("src"), "a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a/b'");
    assertThatThrownBy(
            () -> new ReportPlace(ObjectKey.EMPTY, new BucketName("src"), "a".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
