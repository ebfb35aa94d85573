package dev.lockstep.history;

import dev.lockstep.history.Alignment.Pair;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMapping.How;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Remembers what became of the versions of one key, while they are written. One thread.
///
/// Before the first is written, it is written down which will be, and on top of what; when they are
/// there, what each became. So what a killed run has written is known for what it is, even if its
/// source is removed before the next run. Each takes one durable step for all of them together.
public final class HistoryMemory {
  private static final int AT_ONCE = 100;

  private final ObjectKey key;
  private final VersionMap map;
  private final List<VersionMapping> waiting = new ArrayList<>();

  public HistoryMemory(ObjectKey key, VersionMap map) {
    this.key = key;
    this.map = map;
  }

  /// What was found to correspond.
  public void recognised(Alignment found) {
    for (Pair pair : found.adopted()) {
      add(mapping(pair.source(), pair.destination().id(), pair.destination(), How.ALIGNED));
    }
    found.recovered().forEach(this::add);
    flush();
  }

  /// These are to be written next, in this order.
  ///
  /// @param top the newest version at the destination; null for none
  public void begin(List<ObjectVersion> missing, @Nullable ObjectVersion top) {
    VersionId base = top == null ? VersionId.NULL : top.id();
    missing.forEach(version -> add(mapping(version, base, null, How.BEGUN)));
    flush();
  }

  /// A version was written, and became this one.
  public void copied(ObjectVersion source, VersionId destination) {
    stands(source, destination, How.COPIED);
  }

  /// A version was written, and is called as at the source.
  public void kept(ObjectVersion source, VersionId destination) {
    stands(source, destination, How.KEPT_ID);
  }

  private void stands(ObjectVersion source, VersionId destination, How how) {
    add(mapping(source, destination, null, how));
    if (waiting.size() >= AT_ONCE) {
      flush();
    }
  }

  /// A delete marker was to be made, and the store makes none there.
  public void notMade(ObjectVersion marker) {
    add(mapping(marker, VersionId.NULL, null, How.NOT_MADE));
  }

  /// A version will not be written, as it was removed at the source.
  public void gone(ObjectVersion source) {
    map.forget(key, List.of(SourceIdentity.of(source)));
  }

  private void add(VersionMapping mapping) {
    waiting.add(mapping);
  }

  private VersionMapping mapping(
      ObjectVersion from, VersionId id, @Nullable ObjectVersion to, How how) {
    return new VersionMapping(
        key,
        SourceIdentity.of(from),
        id,
        from.deleteMarker(),
        from.lastModified(),
        from.etag(),
        to == null ? null : to.etag(),
        from.size(),
        how);
  }

  /// Makes durable what was told so far.
  public void flush() {
    if (!waiting.isEmpty()) {
      map.record(List.copyOf(waiting));
      waiting.clear();
    }
  }
}
