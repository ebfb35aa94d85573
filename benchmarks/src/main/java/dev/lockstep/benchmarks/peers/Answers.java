package dev.lockstep.benchmarks.peers;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;

/// Looks whether a target holds what its source holds. The stores have digested what arrived: an
/// ETag that is an MD5 tells the bytes, and of what was written in parts the checksum of the whole.
final class Answers {
  private final InstantSource clock;

  Answers(InstantSource clock) {
    this.clock = clock;
  }

  /// What is wrong at the target; empty when nothing is.
  String difference(Place source, Place target) throws IOException {
    try (ObjectStore left = source.open(clock);
        ObjectStore right = target.open(clock)) {
      return new Pair(left, new BucketName(source.bucket()), right, new BucketName(target.bucket()))
          .difference();
    }
  }

  /// The same, of every version and delete marker in the order in which each store lists them.
  String differenceOfHistories(Place source, Place target) throws IOException {
    try (ObjectStore left = source.open(clock);
        ObjectStore right = target.open(clock)) {
      return new HistoryPages(left, new BucketName(source.bucket()))
          .difference(new HistoryPages(right, new BucketName(target.bucket())));
    }
  }

  private record Pair(ObjectStore left, BucketName source, ObjectStore right, BucketName target) {
    String difference() throws IOException {
      ListingRequest one = ListingRequest.first(ObjectKey.EMPTY);
      ListingRequest other = one;
      while (true) {
        ListingPage page = left.listObjects(source, one);
        ListingPage arrived = right.listObjects(target, other);
        String wrong = difference(page.entries(), arrived.entries());
        if (!wrong.isEmpty() || page.last() != arrived.last()) {
          return wrong.isEmpty() ? "the target has more or fewer objects" : wrong;
        }
        String token = page.nextToken();
        String otherToken = arrived.nextToken();
        if (token == null || otherToken == null) {
          return "";
        }
        one = one.next(token);
        other = other.next(otherToken);
      }
    }

    private String difference(EntryPage page, EntryPage arrived) throws IOException {
      if (page.count() != arrived.count()) {
        return "the target has " + arrived.count() + " objects in place of " + page.count();
      }
      for (int row = 0; row < page.count(); row++) {
        boolean sameKey =
            Arrays.equals(
                page.keyBytes(),
                page.keyStart(row),
                page.keyEnd(row),
                arrived.keyBytes(),
                arrived.keyStart(row),
                arrived.keyEnd(row));
        if (!sameKey || page.size(row) != arrived.size(row)) {
          return "the target lacks " + page.key(row).text() + " as it is at the source";
        }
        if (!page.sameEtag(row, arrived, row) && !sameChecksum(page.key(row))) {
          return "the bytes of " + page.key(row).text() + " differ";
        }
      }
      return "";
    }

    private boolean sameChecksum(ObjectKey key) throws IOException {
      Checksum.Algorithm algorithm = Checksum.Algorithm.CRC64NVME;
      Checksum one =
          left.headObject(ObjectRef.current(source, key), ReadOptions.WITH_CHECKSUMS)
              .checksum(algorithm)
              .orElse(null);
      Checksum other =
          right
              .headObject(ObjectRef.current(target, key), ReadOptions.WITH_CHECKSUMS)
              .checksum(algorithm)
              .orElse(null);
      return one != null
          && other != null
          && one.type() == Checksum.Type.FULL_OBJECT
          && one.equals(other);
    }
  }
}
