package dev.lockstep.copy;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.object.ETag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Finds out how an object was cut into parts when its store doesn't tell.
///
/// The number of parts and the size leave few likely cuts. When there is more than one, the object
/// is read once and the ETag that each would have given is computed; the one that equals the
/// object's own is right for certain. Of a large object the likeliest is taken, since reading it
/// twice would cost more than a wrong guess, which changes the ETag of the copy and nothing else.
final class LayoutSearch {
  private static final long LARGEST_READ = 1L << 30;
  private static final int MOST_CANDIDATES = 8;
  private static final int BUFFER = 256 << 10;

  private LayoutSearch() {}

  /// The cuts to copy with: the right ones if they can be found, else the likeliest.
  ///
  /// @param whole the object, of which nothing has been read yet; read only if there is a choice
  /// @throws IOException when it can't be read
  static PartPlan find(FetchedObject whole, ETag etag) throws IOException {
    long size = whole.head().size();
    List<PartPlan> candidates = PartPlan.candidates(size, etag.parts(), MOST_CANDIDATES);
    if (candidates.size() == 1 || size > LARGEST_READ || whole.length() != size) {
      return candidates.getFirst();
    }
    return matching(whole, candidates, etag).orElse(candidates.getFirst());
  }

  private static Optional<PartPlan> matching(
      FetchedObject whole, List<PartPlan> candidates, ETag etag) throws IOException {
    List<MultipartDigest> digests = candidates.stream().map(MultipartDigest::new).toList();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (whole.body().read(buffer.clear()) >= 0) {
      int count = buffer.position();
      digests.forEach(digest -> digest.update(buffer.array(), count));
    }
    return digests.stream()
        .filter(digest -> digest.etag().equals(etag))
        .map(MultipartDigest::plan)
        .findFirst();
  }
}
