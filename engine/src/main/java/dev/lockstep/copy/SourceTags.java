package dev.lockstep.copy;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import java.util.Map;

/// The tags of a source's objects, with as few requests as are safe. Any thread may call.
///
/// Stores tell with each answer how many tags there are, and say nothing where there are none. But
/// they say nothing, too, to those who may not read tags, and some may never tell. So objects of
/// which nothing is said are asked for their tags until some answers have come and all were none;
/// if one has tags, or they can't be read, every object is asked.
public final class SourceTags {
  private static final int ANSWERS = 4;

  /// What it means that an answer says nothing about tags.
  private enum Silence {
    NOT_KNOWN,
    NO_TAGS,
    NOTHING
  }

  private final ObjectStore source;
  private volatile Silence silence = Silence.NOT_KNOWN;
  private int none;

  public SourceTags(ObjectStore source) {
    this.source = source;
  }

  /// @param head what the source has said of the object otherwise
  /// @throws StoreException when the tags can't be read
  public Map<String, String> of(ObjectRef object, ObjectHead head) {
    if (head.tagCount() >= 0) {
      learn(Silence.NO_TAGS);
      return head.tagCount() == 0 ? Map.of() : source.fetchTags(object);
    }
    return silence == Silence.NO_TAGS ? Map.of() : asked(object);
  }

  private Map<String, String> asked(ObjectRef object) {
    Map<String, String> tags = Map.of();
    try {
      tags = source.fetchTags(object);
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Denied) {
        learn(Silence.NOTHING);
      }
      // A store that refuses the question has no tags.
      if (!e.failure().refusal()) {
        throw e;
      }
    }
    if (tags.isEmpty()) {
      countNone();
    } else {
      learn(Silence.NOTHING);
    }
    return tags;
  }

  private synchronized void countNone() {
    none++;
    if (none == ANSWERS) {
      learn(Silence.NO_TAGS);
    }
  }

  /// Once silence has hidden something, it never means anything again.
  private synchronized void learn(Silence meaning) {
    if (silence != Silence.NOTHING) {
      silence = meaning;
    }
  }
}
