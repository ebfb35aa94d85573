package dev.lockstep.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of Amazon's own hosts.
final class AmazonHosts {
  private static final Pattern REGIONAL =
      Pattern.compile("(?:^|\\.)s3[.-]((?!dualstack)[a-z]+(?:-[a-z]+)+-\\d)\\.amazonaws\\.");

  private AmazonHosts() {}

  /// The host of S3 in a region.
  static String hostOf(String region) {
    return "s3." + region + '.' + domainOf(region);
  }

  /// The domain of the partition that a region belongs to.
  private static String domainOf(String region) {
    if (region.startsWith("cn-")) {
      return "amazonaws.com.cn";
    }
    if (region.startsWith("eusc-")) {
      return "amazonaws.eu";
    }
    if (region.startsWith("us-iso-")) {
      return "c2s.ic.gov";
    }
    if (region.startsWith("us-isob-")) {
      return "sc2s.sgov.gov";
    }
    return "amazonaws.com";
  }

  /// Whether a host is Amazon's, so that credentials meant for Amazon may be shown to it.
  static boolean holds(String host) {
    return host.endsWith(".amazonaws.com")
        || host.endsWith(".amazonaws.com.cn")
        || host.endsWith(".amazonaws.eu")
        || host.endsWith(".c2s.ic.gov")
        || host.endsWith(".sc2s.sgov.gov");
  }

  /// The region that a host of Amazon's is in, as a redirect names it; empty when that is not to be
  /// seen.
  static String regionOf(String host) {
    Matcher form = REGIONAL.matcher(host);
    return holds(host) && form.find() ? form.group(1) : "";
  }

  /// Whether a text has the form of a region, and so may become a part of a host's name.
  static boolean isRegion(String text) {
    return text.length() <= 40 && text.matches("[a-z0-9]+(-[a-z0-9]+)*");
  }
}
