package dev.lockstep.s3;

import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.wire.Proxies;
import dev.lockstep.s3.wire.TimeLimits;
import dev.lockstep.s3.wire.TlsTrust;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All that must be known to reach a store.
///
/// @param name how people call it
/// @param endpoint where it is; null for Amazon S3
/// @param region what is signed for, and at Amazon where a bucket is looked for first
/// @param notices hears, in a sentence each, what was corrected and whoever runs this should know
public record S3Settings(
    String name,
    @Nullable URI endpoint,
    String region,
    Addressing addressing,
    CredentialSource credentials,
    TlsTrust trust,
    Proxies proxies,
    TimeLimits limits,
    Consumer<String> notices) {

  /// A store at an address, reached without proxy and with the usual settings.
  public static S3Settings of(
      String name, URI endpoint, String region, CredentialSource credentials) {
    return new S3Settings(
        name,
        endpoint,
        region,
        Addressing.AUTO,
        credentials,
        TlsTrust.of(null),
        Proxies.NONE,
        TimeLimits.USUAL,
        notice -> {});
  }

  /// @param file with the certificates to trust instead of the JDK's
  public S3Settings withCaBundle(Path file) {
    return new S3Settings(
        name,
        endpoint,
        region,
        addressing,
        credentials,
        TlsTrust.of(file),
        proxies,
        limits,
        notices);
  }

  public S3Settings withLimits(TimeLimits other) {
    return new S3Settings(
        name, endpoint, region, addressing, credentials, trust, proxies, other, notices);
  }

  public S3Settings withAddressing(Addressing other) {
    return new S3Settings(
        name, endpoint, region, other, credentials, trust, proxies, limits, notices);
  }

  public S3Settings withNotices(Consumer<String> other) {
    return new S3Settings(
        name, endpoint, region, addressing, credentials, trust, proxies, limits, other);
  }
}
