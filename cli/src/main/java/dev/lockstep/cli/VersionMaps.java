package dev.lockstep.cli;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.sqlite.SqliteStateHome;
import dev.lockstep.state.StateHome;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.StateStore;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMappings;
import java.nio.file.Path;
import java.util.function.Function;

/// Where it is remembered which version became which.
final class VersionMaps {
  private final StateHome home;

  VersionMaps(Surroundings around, Path stateFolder) {
    this.home = new SqliteStateHome(stateFolder, around.clock());
  }

  /// Does something with the map of two places, which nobody else may write meanwhile.
  <T> T writing(BucketScope source, BucketScope destination, Function<VersionMap, T> work) {
    try (StateStore store = home.open();
        VersionMap map = store.versionMap(place(source), place(destination))) {
      return work.apply(map);
    }
  }

  /// Does something with what is remembered, if anything is, and writes nothing.
  <T> T reading(BucketScope source, BucketScope destination, Function<VersionMappings, T> work) {
    try (StateStore store = home.openIfThere().orElse(null)) {
      return work.apply(
          store == null
              ? VersionMappings.NONE
              : store.readVersionMap(place(source), place(destination)));
    }
  }

  private static StatePlace place(BucketScope scope) {
    return new StatePlace(scope.store().endpoint(), scope.bucket(), scope.prefix());
  }
}
