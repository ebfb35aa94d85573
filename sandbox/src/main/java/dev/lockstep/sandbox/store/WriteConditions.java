package dev.lockstep.sandbox.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The conditions of a request that writes; each is null where the request has none.
///
/// @param modified the time that a version is to have, which is heard by stores that keep
///   identities
/// @param marks whether a delete that names a version is to make a delete marker of that id
public record WriteConditions(
    @Nullable String ifMatch,
    @Nullable String ifNoneMatch,
    @Nullable Instant modified,
    boolean marks) {
  public static final WriteConditions NONE = new WriteConditions(null, null);

  public WriteConditions(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    this(ifMatch, ifNoneMatch, null, false);
  }

  /// Of a delete marker that is to have this time.
  public static WriteConditions marking(Instant modified) {
    return new WriteConditions(null, null, modified, true);
  }

  public WriteConditions {
    if (ifNoneMatch != null && !ifNoneMatch.equals(EtagList.ANY)) {
      throw new Refusal(ErrorCode.NOT_IMPLEMENTED).with("Header", "If-None-Match");
    }
    if (ifMatch != null && ifNoneMatch != null) {
      throw Refusal.notImplemented("If-Match together with If-None-Match");
    }
  }

  /// Refuses unless the conditions hold for what a write would replace.
  void check(@Nullable History history) {
    Version.Stored current = history == null ? null : history.current();
    if (ifNoneMatch != null && current != null) {
      throw new Refusal(ErrorCode.PRECONDITION_FAILED).with("Condition", "If-None-Match");
    }
    if (ifMatch != null) {
      if (current == null) {
        throw new Refusal(ErrorCode.NO_SUCH_KEY);
      }
      checkMatch(current);
    }
  }

  /// Refuses unless the conditions hold for what a delete would remove. Nothing there is fine.
  void checkDelete(@Nullable Version target) {
    if (ifNoneMatch != null) {
      throw Refusal.notImplemented("If-None-Match of a delete");
    }
    if (ifMatch != null && target instanceof Version.Stored stored) {
      checkMatch(stored);
    }
  }

  private void checkMatch(Version.Stored current) {
    if (ifMatch != null && !EtagList.matches(ifMatch, current.object().etag().value())) {
      throw new Refusal(ErrorCode.PRECONDITION_FAILED).with("Condition", "If-Match");
    }
  }
}
