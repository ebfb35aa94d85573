package dev.lockstep.plan;

import dev.lockstep.copy.CopyMethod;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.PartPlan;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.telemetry.RequestKind;
import java.util.EnumMap;
import java.util.Map;

/// Which requests a run will take, as far as listings tell. What they don't tell comes on top: a
/// request for the tags of each object that has any, retries, trial objects, and the HEADs of the
/// few objects whose attributes are read back. Any thread may add.
public final class RequestForecast {
  private static final int DELETES_AT_ONCE = 1000;

  private final CopySettings settings;
  private final StoreLimits limits;
  private final boolean withinStore;
  private final Map<RequestKind, Long> requests = new EnumMap<>(RequestKind.class);

  /// @param limits the destination's
  /// @param withinStore whether the store copies by itself
  public RequestForecast(CopySettings settings, StoreLimits limits, boolean withinStore) {
    this.settings = settings;
    this.limits = limits;
    this.withinStore = withinStore;
  }

  /// One for the same run, of which nothing is known yet.
  public RequestForecast anew() {
    return new RequestForecast(settings, limits, withinStore);
  }

  /// An object that is to be written.
  public synchronized void copy(ObjectEntry entry) {
    int sourceParts = entry.etag() == null ? 0 : entry.etag().parts();
    CopyMethod method = CopyMethod.of(entry.size(), sourceParts, settings, limits, withinStore);
    switch (method) {
      case SERVER_COPY -> add(RequestKind.COPY, 1);
      case RELAY_BUFFERED, RELAY_STREAMED -> {
        add(RequestKind.GET, 1);
        add(RequestKind.PUT, 1);
      }
      case SERVER_COPY_PARTS -> {
        multipart(entry, sourceParts, RequestKind.MULTIPART_COPY);
      }
      case RELAY_PARTS -> {
        long parts = multipart(entry, sourceParts, RequestKind.MULTIPART_PART);
        add(RequestKind.GET, parts);
      }
    }
    if (settings.fidelity().wants(Attribute.ACL)) {
      add(RequestKind.ACL_GET, 2);
    }
  }

  /// One request tells how the object was cut, or that it need not be known.
  ///
  /// @return how many parts
  private long multipart(ObjectEntry entry, int sourceParts, RequestKind part) {
    boolean asCut = sourceParts > 0 && settings.fidelity().wants(Attribute.PART_LAYOUT);
    long parts =
        asCut ? sourceParts : PartPlan.bySize(entry.size(), settings.partSize(), limits).count();
    add(asCut ? RequestKind.GET : RequestKind.HEAD, 1);
    add(RequestKind.MULTIPART_CREATE, 1);
    add(part, parts);
    add(RequestKind.MULTIPART_COMPLETE, 1);
    return parts;
  }

  /// Objects that are to be deleted, for each of which the source is asked first.
  public synchronized void delete(long objects) {
    add(RequestKind.HEAD, objects);
    add(RequestKind.DELETE, Math.ceilDiv(objects, DELETES_AT_ONCE));
  }

  /// Listings of both sides: one before the first write when there may be deletions to judge, one
  /// to find out what differs, one after the last write.
  ///
  /// @param one the requests that one such listing takes
  public synchronized void listings(long one, int times) {
    add(RequestKind.LIST, one * times);
  }

  /// A delete marker that is to be made.
  public synchronized void deleteMarker() {
    add(RequestKind.DELETE, 1);
  }

  /// Listings of the versions of both sides.
  ///
  /// @param one the requests that one such listing takes
  public synchronized void versionListings(long one, int times) {
    add(RequestKind.LIST_VERSIONS, one * times);
  }

  private void add(RequestKind kind, long count) {
    if (count > 0) {
      requests.merge(kind, count, Long::sum);
    }
  }

  public synchronized Map<RequestKind, Long> requests() {
    Map<RequestKind, Long> some = new EnumMap<>(requests);
    some.values().removeIf(count -> count == 0);
    return some;
  }
}
