package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.synthetic.KeyScheme;
import dev.lockstep.sandbox.synthetic.SizeScheme;
import dev.lockstep.sandbox.synthetic.SyntheticBucket;
import dev.lockstep.sandbox.synthetic.SyntheticSpec;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Objects at the limits of what S3 takes, copied within one store whose bytes are computed and
/// digested but never kept.
class LargeObjectTest {
  private static final BucketName SRC = new BucketName("src");
  private static final BucketName DST = new BucketName("dst");

  /// The cuts stay, and so the tag does; 48.8 TiB are 10,000 parts of 5 GiB.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # bytes,          bytes a part, parts
          5368709119,       5368709120,   1
          5368709120,       5368709120,   1
          5368709121,       1073741824,   6
          53687091200000,   5368709120,   10000
          """)
  void aLargeObjectArrivesWithItsCutsAndItsTag(long size, long part, int parts) {
    SandboxStore sandbox = new SandboxStore(() -> Instant.EPOCH);
    SyntheticSpec spec =
        SyntheticSpec.of(KeyScheme.flat(1), SizeScheme.fixed(size)).withPartSize(part);
    sandbox.addBucket(new SyntheticBucket(SRC, Account.LOCKSTEP, spec));
    sandbox.createSink(Account.LOCKSTEP, DST, 0);
    ObjectStore store = new InMemoryObjectStore("sandbox", sandbox);

    SyncReport report =
        new SyncJob(
                new BucketScope(store, SRC, ObjectKey.EMPTY),
                new BucketScope(store, DST, ObjectKey.EMPTY),
                SyncSettings.STANDARD,
                RunNotes.none(),
                new RequestCounts(),
                new Progress(),
                difference -> {},
                InstantSource.system(),
                RetryPolicy.standard(RandomGeneratorFactory.of("SecureRandom").create()))
            .run();

    assertThat(report.inSync()).as(report.failures().first().toString()).isTrue();
    assertThat(report.copies().written()).isEqualTo(new SyncReport.Amount(1, size));
    EntryPage copied = store.listObjects(DST, ListingRequest.first(ObjectKey.EMPTY)).entries();
    EntryPage original = store.listObjects(SRC, ListingRequest.first(ObjectKey.EMPTY)).entries();
    assertThat(copied.sameEtag(0, original, 0)).isTrue();
    assertThat(Math.max(1, copied.etagParts(0))).isEqualTo(parts);
  }
}
