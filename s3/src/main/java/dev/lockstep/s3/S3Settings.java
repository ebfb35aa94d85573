package dev.lockstep.s3;

import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.wire.Proxies;
import dev.lockstep.s3.wire.TimeLimits;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// All that must be known to reach a store.
///
/// @param name how people call it
/// @param endpoint where it is; null for Amazon S3
/// @param region what is signed for, and at Amazon where a bucket is looked for first
/// @param caBundle a file with the certificates to trust instead of the JDK's; null for the JDK's
public record S3Settings(
    String name,
    @Nullable URI endpoint,
    String region,
    Addressing addressing,
    CredentialSource credentials,
    @Nullable Path caBundle,
    Proxies proxies,
    TimeLimits limits) {

  /// A store at an address, reached without proxy and with the usual settings.
  public static S3Settings of(
      String name, URI endpoint, String region, CredentialSource credentials) {
    return new S3Settings(
        name, endpoint, region, Addressing.AUTO, credentials, null, Proxies.NONE, TimeLimits.USUAL);
  }

  public S3Settings withCaBundle(Path file) {
    return new S3Settings(name, endpoint, region, addressing, credentials, file, proxies, limits);
  }

  public S3Settings withLimits(TimeLimits other) {
    return new S3Settings(
        name, endpoint, region, addressing, credentials, caBundle, proxies, other);
  }

  public S3Settings withAddressing(Addressing other) {
    return new S3Settings(name, endpoint, region, other, credentials, caBundle, proxies, limits);
  }
}
