package dev.lockstep.sqlite;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMappings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version map and its one writer.
final class SqliteVersionMap implements VersionMap {
  private final Path file;
  private final VersionMappings mappings;
  private final MapWriting writing;
  private final GroupCommit commits;
  private final ProcessLock lock;
  private boolean closed;

  SqliteVersionMap(Path file, VersionMappings mappings, MapWriting writing, ProcessLock lock) {
    this.file = file;
    this.mappings = mappings;
    this.writing = writing;
    this.lock = lock;
    this.commits = new GroupCommit(file, writing, "lockstep-version-map");
  }

  @Override
  public void record(List<VersionMapping> mappings) {
    if (!mappings.isEmpty()) {
      commits.commit(() -> writing.record(mappings));
    }
  }

  @Override
  public void forget(ObjectKey key, Collection<VersionId> sources) {
    if (!sources.isEmpty()) {
      commits.commit(() -> writing.forget(key, sources));
    }
  }

  @Override
  public void forgetAll() {
    commits.commit(writing::forgetAll);
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
    return writing.epoch();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    commits.close();
    try {
      writing.close();
    } catch (SQLException e) {
      throw Failures.of(file, e);
    } finally {
      lock.close();
    }
  }
}
