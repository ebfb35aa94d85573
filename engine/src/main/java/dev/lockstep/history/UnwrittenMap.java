package dev.lockstep.history;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMappings;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is remembered, for a run that may not change it: a dry run.
public record UnwrittenMap(VersionMappings remembered) implements VersionMap {
  private static IllegalStateException refused() {
    return new IllegalStateException("A dry run remembers nothing");
  }

  @Override
  public void record(List<VersionMapping> mappings) {
    throw refused();
  }

  @Override
  public void forget(ObjectKey key, Collection<VersionId> sources) {
    throw refused();
  }

  @Override
  public void forgetAll() {
    throw refused();
  }

  @Override
  public long epoch() {
    return 0;
  }

  @Override
  public MappingCursor open(ObjectKey after, @Nullable ObjectKey upTo) {
    return remembered.open(after, upTo);
  }

  @Override
  public long count() {
    return remembered.count();
  }

  @Override
  public void close() {}
}
