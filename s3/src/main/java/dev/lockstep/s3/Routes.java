package dev.lockstep.s3;

import dev.lockstep.object.BucketName;
import dev.lockstep.s3.wire.Origin;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How each bucket of a store is reached, as settings say and as the store has corrected it.
final class Routes {
  private static final Pattern HOST_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int MOST_REMEMBERED = 10_000;

  private final Map<BucketName, Route> known = new ConcurrentHashMap<>();
  private final @Nullable Origin endpoint;
  private final String basePath;
  private final String region;
  private final Addressing addressing;

  Routes(S3Settings settings) {
    URI url = settings.endpoint();
    endpoint = url == null ? null : Origin.of(url);
    basePath = url == null || url.getRawPath() == null ? "" : withoutEnd(url.getRawPath());
    region = settings.region();
    addressing = settings.addressing();
  }

  private static String withoutEnd(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /// Whether both lead to the same buckets. Amazon is one place, whatever the region.
  boolean samePlace(Routes other) {
    return Objects.equals(endpoint, other.endpoint) && basePath.equals(other.basePath);
  }

  /// The address of all buckets, for people and for names of files.
  String endpoint() {
    return endpoint == null ? "https://s3.amazonaws.com" : endpoint + basePath;
  }

  boolean isAmazon() {
    return endpoint == null || AmazonHosts.holds(endpoint.host());
  }

  Route of(BucketName bucket) {
    Route route = known.get(bucket);
    return route == null ? remember(bucket, route(bucket, region)) : route;
  }

  /// The store says that this bucket is in another region. At Amazon that is another host.
  Route moved(BucketName bucket, String otherRegion) {
    return remember(bucket, route(bucket, otherRegion));
  }

  private Route remember(BucketName bucket, Route route) {
    if (known.size() < MOST_REMEMBERED) {
      known.put(bucket, route);
    }
    return route;
  }

  private Route route(BucketName bucket, String inRegion) {
    Origin origin = endpoint;
    if (origin == null || isAmazon() && !inRegion.equals(region)) {
      origin = new Origin(true, AmazonHosts.hostOf(inRegion), 443);
    }
    if (inHostName(bucket)) {
      Origin own = origin.withHost(bucket.value() + '.' + origin.host());
      return new Route(own, own.authority(), basePath, inRegion);
    }
    return new Route(origin, origin.authority(), basePath + '/' + bucket.value(), inRegion);
  }

  private boolean inHostName(BucketName bucket) {
    return switch (addressing) {
      case PATH -> false;
      case VIRTUAL -> true;
      case AUTO -> endpoint == null && HOST_LABEL.matcher(bucket.value()).matches();
    };
  }
}
