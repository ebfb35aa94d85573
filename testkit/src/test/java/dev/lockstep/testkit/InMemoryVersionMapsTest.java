package dev.lockstep.testkit;

import dev.lockstep.state.StatePlace;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMappings;

/// The contract over maps in memory.
class InMemoryVersionMapsTest implements VersionMapContract, RandomMapContract {
  private final InMemoryVersionMaps maps = new InMemoryVersionMaps();

  @Override
  public VersionMap write(StatePlace source, StatePlace destination) {
    return maps.versionMap(source, destination);
  }

  @Override
  public VersionMappings read(StatePlace source, StatePlace destination) {
    return maps.readVersionMap(source, destination);
  }

  @Override
  public void takeOver() {
    maps.takeOver(SOURCE, DESTINATION);
  }
}
