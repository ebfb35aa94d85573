package dev.lockstep.copy;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The tags of a source's objects, with as few requests as are safe. Any thread may call.
///
/// Stores tell with each answer how many tags there are, and say nothing where there are none. But
/// they say nothing, too, to those who may not read tags, and some may never tell. So the first
/// objects of which nothing is said are asked for their tags; if one has some, or they can't be
/// read, all are.
public final class SourceTags {
  private static final int ASKED = 4;

  private final ObjectStore source;
  private final AtomicInteger silent = new AtomicInteger();
  private volatile boolean counts;
  private volatile boolean hides;

  public SourceTags(ObjectStore source) {
    this.source = source;
  }

  /// @param head what the source has said of the object
  /// @throws StoreException when there may be tags and they can't be read
  public Map<String, String> of(ObjectRef object, ObjectHead head) {
    if (head.tagCount() >= 0) {
      counts = true;
      return head.tagCount() == 0 ? Map.of() : source.fetchTags(object);
    }
    if (hides) {
      return source.fetchTags(object);
    }
    return counts || silent.get() >= ASKED || silent.getAndIncrement() >= ASKED
        ? Map.of()
        : asked(object);
  }

  private Map<String, String> asked(ObjectRef object) {
    try {
      Map<String, String> tags = source.fetchTags(object);
      hides |= !tags.isEmpty();
      return tags;
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Unsupported) {
        return Map.of();
      }
      hides |= e.failure() instanceof StoreFailure.Denied;
      throw e;
    }
  }
}
