package dev.lockstep.cli;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.s3.Opening;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.profile.Environment;
import dev.lockstep.s3.profile.ProfileException;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Opens the stores that AWS's own files and variables describe.
///
/// @param environment where to find them
record ProfileStores(Environment environment, Opening opening, InstantSource clock)
    implements Stores.Opener {
  /// Stores whose certificates are verified.
  ///
  /// @param notices hears what was corrected
  static ProfileStores of(Environment environment, Consumer<String> notices, InstantSource clock) {
    return new ProfileStores(environment, new Opening(false, notices), clock);
  }

  @Override
  public Stores.Opener insecure() {
    return new ProfileStores(environment, new Opening(true, opening.notices()), clock);
  }

  @Override
  public ObjectStore open(String profile) {
    try {
      return profile.isEmpty()
          ? S3Stores.ofDefaultChain(environment, opening, clock)
          : S3Stores.ofProfile(profile, environment, opening, clock);
    } catch (ProfileException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }
}
