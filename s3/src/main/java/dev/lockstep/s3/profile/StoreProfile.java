package dev.lockstep.s3.profile;

import dev.lockstep.s3.sign.CredentialSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store as AWS's configuration describes it.
///
/// @param endpoint where it is; null for Amazon S3
/// @param addressingStyle `auto`, `path` or `virtual`
/// @param caBundle certificates to trust instead of the JDK's; null for the JDK's
public record StoreProfile(
    String name,
    @Nullable URI endpoint,
    String region,
    String addressingStyle,
    @Nullable Path caBundle,
    CredentialSource credentials) {

  /// The profile of this name.
  ///
  /// @throws ProfileException when there is none, or it makes no sense
  public static StoreProfile named(String name, Environment environment, InstantSource clock) {
    Profile profile = AwsConfiguration.read(environment).named(name);
    return of(profile, name, () -> Credentials.ofProfile(profile, clock));
  }

  /// What AWS's tools would use when nothing is said: environment, then profile, then the machine's
  /// role.
  public static StoreProfile unnamed(
      String storeName, Environment environment, InstantSource clock) {
    Profile profile = AwsConfiguration.read(environment).unnamed();
    return of(profile, storeName, () -> Credentials.ofDefaultChain(profile, clock));
  }

  /// @param credentials asked last: it may take time
  private static StoreProfile of(
      Profile profile, String name, Supplier<CredentialSource> credentials) {
    String style = profile.addressingStyle();
    if (!style.equals("auto") && !style.equals("path") && !style.equals("virtual")) {
      throw new ProfileException(
          "Profile '%s': addressing_style is auto, path or virtual, not '%s'"
              .formatted(profile.name(), style));
    }
    URI endpoint = endpoint(profile);
    boolean tls = endpoint == null || "https".equalsIgnoreCase(endpoint.getScheme());
    return new StoreProfile(
        name, endpoint, profile.region(), style, CaBundle.of(profile, tls), credentials.get());
  }

  private static @Nullable URI endpoint(Profile profile) {
    String text = profile.endpoint();
    if (text == null) {
      return null;
    }
    try {
      URI url = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      if (web
          && url.getHost() != null
          && url.getRawQuery() == null
          && url.getRawUserInfo() == null) {
        return url;
      }
      throw wrongEndpoint(profile, text, null);
    } catch (java.net.URISyntaxException e) {
      throw wrongEndpoint(profile, text, e);
    }
  }

  private static ProfileException wrongEndpoint(
      Profile profile, String text, @Nullable Throwable cause) {
    String message =
        "Profile '%s': the endpoint '%s' is no http or https URL".formatted(profile.name(), text);
    return cause == null ? new ProfileException(message) : new ProfileException(message, cause);
  }
}
