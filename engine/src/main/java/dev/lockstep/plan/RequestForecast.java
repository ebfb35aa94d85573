package dev.lockstep.plan;

import dev.lockstep.object.ObjectEntry;
import dev.lockstep.telemetry.RequestKind;
import java.util.EnumMap;
import java.util.Map;

/// Which requests copying will take, as far as listings tell: tags, retries, trial objects and
/// checks of what is kept come on top. Any thread may add.
public final class RequestForecast {
  private static final int DELETES_AT_ONCE = 1000;

  private final boolean withinStore;
  private final Map<RequestKind, Long> requests = new EnumMap<>(RequestKind.class);

  /// @param withinStore whether the store copies by itself
  public RequestForecast(boolean withinStore) {
    this.withinStore = withinStore;
  }

  /// An object that is to be written.
  public synchronized void copy(ObjectEntry entry) {
    int parts = entry.etag() == null ? 0 : entry.etag().parts();
    if (parts == 0) {
      add(RequestKind.GET, withinStore ? 0 : 1);
      add(withinStore ? RequestKind.COPY : RequestKind.PUT, 1);
      return;
    }
    add(RequestKind.GET, 1L + (withinStore ? 0 : parts));
    add(RequestKind.MULTIPART_CREATE, 1);
    add(withinStore ? RequestKind.MULTIPART_COPY : RequestKind.MULTIPART_PART, parts);
    add(RequestKind.MULTIPART_COMPLETE, 1);
  }

  /// Objects that are to be deleted.
  public synchronized void delete(long objects) {
    add(RequestKind.DELETE, Math.ceilDiv(objects, DELETES_AT_ONCE));
  }

  /// The listing of both sides after the last write.
  public synchronized void verify(long listRequests) {
    add(RequestKind.LIST, listRequests);
  }

  private void add(RequestKind kind, long count) {
    requests.merge(kind, count, Long::sum);
  }

  public synchronized Map<RequestKind, Long> requests() {
    Map<RequestKind, Long> some = new EnumMap<>(requests);
    some.values().removeIf(count -> count == 0);
    return some;
  }
}
