package dev.lockstep.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.KeysOnlyStore;
import dev.lockstep.listing.ListingOutOfOrder;
import dev.lockstep.listing.RangePages;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The end of a range that was cut: another walk starts there, and must find what this one has
/// seen.
class RangeMergeTest {
  private static final ObjectKey CUT = ObjectKey.of("b");

  private final List<String> merged = new ArrayList<>();

  private final RangeMerge.Sink sink =
      new RangeMerge.Sink() {
        @Override
        public void both(EntryPage source, int row, EntryPage destination, int otherRow) {
          merged.add(source.key(row).text());
        }

        @Override
        public void onlyInSource(EntryPage source, int row) {
          merged.add("source " + source.key(row).text());
        }

        @Override
        public void onlyInDestination(EntryPage destination, int row) {
          merged.add("destination " + destination.key(row).text());
        }

        @Override
        public void pieceDone(KeySpan span) {}
      };

  /// A store that shows nothing to whoever starts at the cut.
  private static final class HidingBehindTheCut extends KeysOnlyStore {
    HidingBehindTheCut() {
      super(1000);
    }

    @Override
    public ListingPage listObjects(BucketName bucket, ListingRequest request) {
      return request.startAfter().equals(CUT)
          ? new ListingPage(new EntryPage.Builder(0).build(), null)
          : super.listObjects(bucket, request);
    }
  }

  private void merge(KeysOnlyStore source, KeysOnlyStore destination) {
    new RangeMerge(
            KeyRange.of(new KeySpan(ObjectKey.EMPTY, CUT)),
            scope(source),
            RangePages.CURRENT,
            scope(destination),
            Runnable::run,
            sink)
        .run();
  }

  private static BucketScope scope(KeysOnlyStore store) {
    store.with("a", "b", "c", "d");
    return new BucketScope(store, new BucketName("bucket"), ObjectKey.EMPTY);
  }

  @Test
  void endsWhereItWasCut() {
    merge(new KeysOnlyStore(1000), new KeysOnlyStore(1000));

    assertThat(merged).containsExactly("a", "b");
  }

  @Test
  void findsOutASourceThatHidesWhatComesBehindTheCut() {
    assertThatThrownBy(() -> merge(new HidingBehindTheCut(), new KeysOnlyStore(1000)))
        .isInstanceOf(ListingOutOfOrder.class);
  }

  @Test
  void findsOutADestinationThatHidesWhatComesBehindTheCut() {
    assertThatThrownBy(() -> merge(new KeysOnlyStore(1000), new HidingBehindTheCut()))
        .isInstanceOf(ListingOutOfOrder.class);
  }
}
