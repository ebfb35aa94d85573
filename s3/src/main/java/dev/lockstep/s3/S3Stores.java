package dev.lockstep.s3;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.s3.profile.Environment;
import dev.lockstep.s3.profile.ProfileException;
import dev.lockstep.s3.profile.StoreProfile;
import dev.lockstep.s3.wire.Proxies;
import dev.lockstep.s3.wire.TimeLimits;
import dev.lockstep.s3.wire.TlsTrust;
import java.time.InstantSource;

/// Makes stores.
public final class S3Stores {
  /// How the store of the default chain is called.
  public static final String DEFAULT_NAME = "s3";

  private S3Stores() {}

  /// The store that a profile of AWS's configuration describes.
  ///
  /// @throws ProfileException when there is no such profile, or it is wrong
  public static ObjectStore ofProfile(
      String name, Environment environment, Opening opening, InstantSource clock) {
    return of(StoreProfile.named(name, environment, clock), environment, opening, clock);
  }

  /// The store that AWS's tools would reach when nothing is said.
  ///
  /// @throws ProfileException when what is configured is wrong
  public static ObjectStore ofDefaultChain(
      Environment environment, Opening opening, InstantSource clock) {
    return of(StoreProfile.unnamed(DEFAULT_NAME, environment, clock), environment, opening, clock);
  }

  private static ObjectStore of(
      StoreProfile profile, Environment environment, Opening opening, InstantSource clock) {
    Addressing addressing =
        switch (profile.addressingStyle()) {
          case "path" -> Addressing.PATH;
          case "virtual" -> Addressing.VIRTUAL;
          default -> Addressing.AUTO;
        };
    return of(
        new S3Settings(
            profile.name(),
            profile.endpoint(),
            profile.region(),
            addressing,
            profile.credentials(),
            opening.insecure() ? TlsTrust.unverified() : TlsTrust.of(profile.caBundle()),
            proxies(environment),
            TimeLimits.USUAL,
            opening.notices()),
        clock);
  }

  private static Proxies proxies(Environment environment) {
    try {
      return Proxies.ofEnvironment(environment.variables());
    } catch (IllegalArgumentException e) {
      throw new ProfileException(String.valueOf(e.getMessage()), e);
    }
  }

  /// A store of which everything is known.
  public static ObjectStore of(S3Settings settings, InstantSource clock) {
    return new S3ObjectStore(settings, clock);
  }
}
