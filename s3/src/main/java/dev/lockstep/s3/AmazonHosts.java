package dev.lockstep.s3;

/// The names of Amazon's own hosts.
final class AmazonHosts {
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

  /// Whether a text has the form of a region, and so may become a part of a host's name.
  static boolean isRegion(String text) {
    return text.length() <= 40 && text.matches("[a-z0-9]+(-[a-z0-9]+)*");
  }
}
