package dev.lockstep.history;

import dev.lockstep.history.Alignment.Pair;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMapping.How;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Remembers what became of the versions of one key, while they are written. One thread.
///
/// Versions are remembered some at a time, after they were written: what a killed run has written
/// and not remembered, the next finds above all that is remembered, in order. Only where contents
/// repeat would that not be beyond doubt if nothing was remembered at all; there it is written down
/// first that the key was begun.
public final class HistoryMemory {
  private static final int AT_ONCE = 100;

  private final ObjectKey key;
  private final VersionMap map;
  private final boolean isKnown;
  private final List<VersionMapping> waiting = new ArrayList<>();

  /// @param isKnown whether something is remembered of the key
  public HistoryMemory(ObjectKey key, VersionMap map, boolean isKnown) {
    this.key = key;
    this.map = map;
    this.isKnown = isKnown;
  }

  /// What was found to correspond.
  public void recognised(List<Pair> pairs) {
    for (Pair pair : pairs) {
      add(mapping(pair.source(), pair.destination().id(), pair.destination(), How.ALIGNED));
    }
    flush();
  }

  /// These are to be written next.
  ///
  /// @param top the newest version at the destination; null for none
  public void begin(List<ObjectVersion> missing, @Nullable ObjectVersion top) {
    if (!isKnown && repeats(missing)) {
      VersionId base = top == null ? VersionId.NULL : top.id();
      add(mapping(missing.getFirst(), base, null, How.BEGUN));
      flush();
    }
  }

  /// Whether two of them can't be told apart by what listings say.
  private static boolean repeats(List<ObjectVersion> missing) {
    Set<String> seen = new HashSet<>();
    for (ObjectVersion version : missing) {
      if (!seen.add(version.deleteMarker() ? "" : version.size() + " " + version.etag())) {
        return true;
      }
    }
    return false;
  }

  /// A version was written, and became this one.
  public void copied(ObjectVersion source, VersionId destination) {
    add(mapping(source, destination, null, How.COPIED));
    if (waiting.size() >= AT_ONCE) {
      flush();
    }
  }

  /// A delete marker was to be made, and the store makes none there.
  public void notMade(ObjectVersion marker) {
    add(mapping(marker, VersionId.NULL, null, How.NOT_MADE));
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
