package dev.lockstep.s3.profile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the two files say of one profile, and of the services that it refers to.
///
/// @param explicit whether the user has named it, and not the environment or nobody
record Profile(
    String name,
    boolean explicit,
    Map<String, String> properties,
    Map<String, String> services,
    Environment environment) {

  @Nullable String value(String property) {
    return properties.get(property);
  }

  boolean has(String property) {
    return properties.containsKey(property);
  }

  /// A setting that both the profile and the environment may have.
  ///
  /// AWS's tools let the environment win, which is right for the one profile that they use. We
  /// reach two stores at once, each by a profile that was named: there the environment can't mean
  /// both, and fills in only what the profile leaves open.
  @Nullable String setting(@Nullable String ofProfile, @Nullable String ofEnvironment) {
    if (ofProfile == null || ofEnvironment == null) {
      return ofProfile == null ? ofEnvironment : ofProfile;
    }
    return explicit ? ofProfile : ofEnvironment;
  }

  /// Where S3 is; null for Amazon's.
  @Nullable String endpoint() {
    boolean ignored =
        environment.isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            || "true".equalsIgnoreCase(value("ignore_configured_endpoint_urls"));
    if (ignored) {
      return null;
    }
    String forS3 = services.get("s3.endpoint_url");
    return setting(
        forS3 == null ? value("endpoint_url") : forS3,
        environment.first("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"));
  }

  String region() {
    String region = setting(value("region"), environment.first("AWS_REGION", "AWS_DEFAULT_REGION"));
    return region == null ? "us-east-1" : region;
  }

  /// `s3.addressing_style`.
  String addressingStyle() {
    String style = value("s3.addressing_style");
    return style == null ? "auto" : style;
  }
}
