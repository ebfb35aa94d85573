package dev.lockstep.object;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a store does with an object on its own account, as a HeadObject tells it. Null: it does not
/// say.
///
/// @param replication `PENDING`, `COMPLETED`, `FAILED`, `REPLICA`
/// @param legalHold `ON` or `OFF`: that it is off is told here alone, all else of locks by
///   [ObjectLock]
/// @param expires when a rule of the bucket removes it
/// @param archive to which tier it has gone
public record ObjectStanding(
    @Nullable String replication,
    @Nullable String legalHold,
    @Nullable Instant expires,
    @Nullable String archive) {
  /// The store says nothing of the kind.
  public static final ObjectStanding NONE = new ObjectStanding(null, null, null, null);
}
