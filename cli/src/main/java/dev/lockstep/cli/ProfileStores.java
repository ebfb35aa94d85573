package dev.lockstep.cli;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.profile.Environment;
import dev.lockstep.s3.profile.ProfileException;
import java.time.InstantSource;

/// Opens the stores that AWS's own files and variables describe.
///
/// @param environment where to find them
record ProfileStores(Environment environment, InstantSource clock) implements Stores.Opener {
  @Override
  public ObjectStore open(String profile) {
    try {
      return profile.isEmpty()
          ? S3Stores.ofDefaultChain(environment, clock)
          : S3Stores.ofProfile(profile, environment, clock);
    } catch (ProfileException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }
}
