package dev.lockstep.fidelity;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.copy.Fidelity.Level;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.job.SyncJob;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What arrives does not depend on how it travelled: by one write up to the store's largest, which
/// is a MiB here and 5 GiB at Amazon's, and in parts above it; through us or by the store itself.
/// [dev.lockstep.job.LargeObjectTest] has the true sizes, without attributes.
class SizesTest {
  private static final int LIMIT = Math.toIntExact(TwoBuckets.SMALL.singleWrite());
  private static final ObjectAttributes ALL =
      new ObjectAttributes(
          Map.of(
              ContentHeader.CONTENT_TYPE, "text/x-carried",
              ContentHeader.CACHE_CONTROL, "no-cache",
              ContentHeader.WEBSITE_REDIRECT, "/elsewhere"),
          Map.of("colour", "blue"),
          Map.of("team", "red"),
          new StorageClass("STANDARD_IA"),
          null);

  private final TwoBuckets stores = new TwoBuckets();

  /// @param beyond bytes above the largest single write
  /// @param inParts whether the source was written in parts
  /// @param within whether the store copies by itself
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          -1, false, false
          -1, true,  false
          -1, false, true
          -1, true,  true
           0, false, false
           0, true,  false
           0, false, true
           0, true,  true
           1, true,  false
           1, true,  true
          """)
  void allArrivesAtTheLimitOfASingleWrite(int beyond, boolean inParts, boolean within) {
    int size = LIMIT + beyond;
    int first = 600_000;
    if (inParts) {
      TwoBuckets.putParts(stores.source, in(SRC, "key"), ALL, first, size - first);
    } else {
      stores.put("key", new byte[size], ALL);
    }
    ObjectStore destination = within ? stores.source : stores.destination;

    SyncReport report = sync(destination);

    assertThat(report.inSync()).as(report.toString()).isTrue();
    assertThat(report.copies().notes()).isEmpty();
    ObjectHead one = stores.source.headObject(in(SRC, "key"), ReadOptions.WITH_CHECKSUMS);
    ObjectHead other = destination.headObject(in(DST, "key"), ReadOptions.WITH_CHECKSUMS);
    assertThat(other.size()).isEqualTo(size);
    assertThat(other.etag()).as("the cuts").isEqualTo(one.etag());
    assertThat(other.checksums()).isNotEmpty().isEqualTo(one.checksums());
    assertThat(other.attributes()).isEqualTo(one.attributes().withEncryption(Encryption.SSE_S3));
    assertThat(destination.fetchTags(in(DST, "key"))).isEqualTo(ALL.tags());
  }

  private SyncReport sync(ObjectStore destination) {
    Fidelity everything = Fidelity.STANDARD;
    for (Attribute attribute : Attribute.values()) {
      everything = everything.with(attribute, Level.MUST);
    }
    SyncSettings settings =
        new SyncSettings(
            Selection.EVERYTHING,
            CompareBy.CONTENT,
            new CopySettings(everything, null, Encryption.SSE_S3, 100_000),
            false,
            MaxDelete.STANDARD,
            Long.MAX_VALUE,
            false,
            4,
            1);
    return new SyncJob(
            new BucketScope(stores.source, SRC, ObjectKey.EMPTY),
            new BucketScope(destination, DST, ObjectKey.EMPTY),
            settings,
            RunNotes.none(),
            new RequestCounts(),
            new Progress(),
            _ -> {},
            InstantSource.system(),
            TwoBuckets.atOnce())
        .run();
  }
}
