package dev.lockstep.testkit;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.StateException;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMappings;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Version maps that live as long as the object, with the rules of those that live longer.
public final class InMemoryVersionMaps {
  private record Pair(StatePlace source, StatePlace destination) {}

  private final Map<Pair, Mappings> maps = new ConcurrentHashMap<>();

  /// As [dev.lockstep.state.StateStore#versionMap].
  public VersionMap versionMap(StatePlace source, StatePlace destination) {
    return mappings(source, destination).write();
  }

  /// As [dev.lockstep.state.StateStore#readVersionMap].
  public VersionMappings readVersionMap(StatePlace source, StatePlace destination) {
    return mappings(source, destination);
  }

  /// Makes another the writer, as if the present one had been asleep until its hold was gone.
  public VersionMap takeOver(StatePlace source, StatePlace destination) {
    Mappings mappings = mappings(source, destination);
    mappings.letGo();
    return mappings.write();
  }

  private Mappings mappings(StatePlace source, StatePlace destination) {
    return maps.computeIfAbsent(new Pair(source, destination), _ -> new Mappings());
  }

  /// All of one map; its methods are called one at a time.
  private static final class Mappings implements VersionMappings {
    private static final Comparator<VersionMapping> OLDEST_FIRST =
        Comparator.comparing(VersionMapping::sourceModified);

    /// Of each key in the order in which they were first recorded.
    private final NavigableMap<ObjectKey, Map<VersionId, VersionMapping>> rows = new TreeMap<>();

    private long epoch;
    private boolean held;

    synchronized VersionMap write() {
      if (held) {
        throw new StateException(StateException.Reason.HELD, "Another writer is alive", null);
      }
      held = true;
      epoch++;
      return new Writer(this, epoch);
    }

    synchronized void letGo() {
      held = false;
    }

    synchronized void change(long writer, Runnable change) {
      if (writer != epoch) {
        throw new StateException(
            StateException.Reason.FENCED, "Another writer has taken over", null);
      }
      change.run();
    }

    synchronized void close(long writer) {
      held = held && writer != epoch;
    }

    @Override
    public synchronized long count() {
      return rows.values().stream().mapToLong(Map::size).sum();
    }

    @Override
    public MappingCursor open(ObjectKey after, @Nullable ObjectKey upTo) {
      return new Walk(this, after, upTo);
    }

    /// @param key null for the beginning
    synchronized @Nullable List<VersionMapping> behind(
        @Nullable ObjectKey key, @Nullable ObjectKey upTo) {
      ObjectKey next = key == null ? rows.ceilingKey(ObjectKey.EMPTY) : rows.higherKey(key);
      if (next == null || upTo != null && next.compareTo(upTo) > 0) {
        return null;
      }
      Map<VersionId, VersionMapping> ofKey = rows.getOrDefault(next, Map.of());
      return ofKey.values().stream().sorted(OLDEST_FIRST).toList();
    }
  }

  private static final class Walk implements MappingCursor {
    private final Mappings mappings;
    private final @Nullable ObjectKey upTo;
    private @Nullable ObjectKey last;

    Walk(Mappings mappings, ObjectKey after, @Nullable ObjectKey upTo) {
      this.mappings = mappings;
      this.last = after.isEmpty() ? null : after;
      this.upTo = upTo;
    }

    @Override
    public @Nullable List<VersionMapping> next(int most) {
      List<VersionMapping> found = mappings.behind(last, upTo);
      if (found == null) {
        return null;
      }
      last = found.getFirst().key();
      return found.size() > most ? found.subList(0, most + 1) : found;
    }

    @Override
    public void close() {}
  }

  private static final class Writer implements VersionMap {
    private final Mappings mappings;
    private final long epoch;
    private volatile boolean closed;

    Writer(Mappings mappings, long epoch) {
      this.mappings = mappings;
      this.epoch = epoch;
    }

    private void change(Runnable change) {
      if (closed) {
        throw new IllegalStateException("The map is closed");
      }
      mappings.change(epoch, change);
    }

    @Override
    public void record(List<VersionMapping> added) {
      change(() -> {
        for (VersionMapping mapping : added) {
          mappings
              .rows
              .computeIfAbsent(mapping.key(), _ -> new LinkedHashMap<>())
              .put(mapping.source(), mapping);
        }
      });
    }

    @Override
    public void forget(ObjectKey key, Collection<VersionId> sources) {
      change(() -> {
        Map<VersionId, VersionMapping> ofKey = mappings.rows.get(key);
        if (ofKey != null) {
          ofKey.keySet().removeAll(List.copyOf(sources));
          if (ofKey.isEmpty()) {
            mappings.rows.remove(key);
          }
        }
      });
    }

    @Override
    public void forgetAll() {
      change(mappings.rows::clear);
    }

    @Override
    public MappingCursor open(ObjectKey after, @Nullable ObjectKey upTo) {
      return mappings.open(after, upTo);
    }

    @Override
    public long count() {
      return mappings.count();
    }

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public void close() {
      closed = true;
      mappings.close(epoch);
    }
  }
}
