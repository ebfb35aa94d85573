package dev.lockstep.verify;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.VersionsRequest.Marker;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How a store lists, reads and deletes what it holds, and whether it keeps versions.
final class ListingTrials {
  /// In the order of their bytes in UTF-8. By UTF-16 the last two would change places; by folders
  /// the first three.
  private static final List<String> ORDERED =
      List.of(
          "order/d-e",
          "order/d/e",
          "order/d0",
          "order/\uff61",
          "order/" + Character.toString(0x1F600));

  private final ProbeArea area;

  ListingTrials(ProbeArea area) {
    this.area = area;
  }

  Map<Capability, Trial> all() {
    return Map.of(
        Capability.LIST_ORDER, this::order,
        Capability.LIST_START_AFTER, this::startAfter,
        Capability.DELETE_MANY, this::deleteMany,
        Capability.VERSIONING, this::versions,
        Capability.VERSION_ORDER, this::versionOrder,
        Capability.VERSION_IDENTITY, () -> new IdentityTrial(area).run(),
        Capability.RANGED_GET, this::range);
  }

  private Trial.Seen order() {
    ORDERED.forEach(area::put);
    List<ObjectKey> listed = area.listed("order/", ObjectKey.EMPTY);
    if (listed.equals(ORDERED.stream().map(area::key).toList())) {
      return Trial.Seen.yes("keys were listed so of which every other order would differ");
    }
    return Trial.Seen.no(
        listed.size() < ORDERED.size()
            ? "some keys were not listed at all"
            : "keys were listed in another order");
  }

  private Trial.Seen startAfter() {
    Stream.of("after/a", "after/b", "after/c").forEach(area::put);
    List<ObjectKey> listed = area.listed("after/", area.key("after/b"));
    return listed.equals(List.of(area.key("after/c")))
        ? Trial.Seen.yes("what sorts behind was listed, and nothing else")
        : Trial.Seen.no("ignored: other keys were listed than those that sort behind");
  }

  private Trial.Seen deleteMany() {
    Stream.of("delete/a", "delete/b").forEach(area::put);
    List<ObjectRef> written = new ArrayList<>(area.written("delete/a"));
    written.addAll(area.written("delete/b"));
    List<DeleteFailure> failures = area.store().deleteObjects(area.bucket(), written);
    return failures.isEmpty() && area.listed("delete/", ObjectKey.EMPTY).isEmpty()
        ? Trial.Seen.yes("two objects were deleted by one request")
        : Trial.Seen.no("two objects were to be deleted, and not all are gone");
  }

  /// Some give each write a version id and keep the last one alone, so the first is asked for.
  private Trial.Seen versions() {
    VersionId first = area.put("version").version();
    VersionId second =
        area.put("version", ObjectAttributes.NONE, ObjectBody.EMPTY, WriteOptions.PLAIN).version();
    if (first == null || second == null || first.equals(second)) {
      return Trial.Seen.no("two writes made no two versions");
    }
    ObjectRef before = new ObjectRef(area.bucket(), area.key("version"), first);
    long size;
    try {
      size = area.store().headObject(before, ReadOptions.PLAIN).size();
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing) {
        return Trial.Seen.no("two writes had two version ids, and the first version is gone");
      }
      throw e;
    }
    return size == ProbeArea.BYTES.length
        ? Trial.Seen.yes("the version before the last was read")
        : Trial.Seen.no("two writes had two version ids, and one version is kept");
  }

  /// A store that lists one kind after the other, or the oldest first, shows another order.
  private Trial.Seen versionOrder() {
    VersionId first = area.put("history").version();
    VersionId marker = area.mark("history");
    VersionId third = area.put("history").version();
    VersionId last = area.put("history").version();
    if (first == null || first.isNull() || marker == null || third == null || last == null) {
      return Trial.Seen.no("writes and a deletion made no versions and no delete marker");
    }
    VersionsRequest request = VersionsRequest.of(area.key("history"), Marker.BEGINNING);
    EntryPage page = area.store().listVersions(area.bucket(), request).entries();
    List<VersionId> listed = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      listed.add(ObjectVersion.of(page, row).id());
    }
    return listed.equals(List.of(last, third, marker, first))
        ? Trial.Seen.yes("two versions, a delete marker and a version were listed newest first")
        : Trial.Seen.no("two versions, a delete marker and a version were listed otherwise");
  }

  private Trial.Seen range() {
    area.put("range");
    ByteRange range = new ByteRange(2, 4);
    try (FetchedObject fetched =
        area.store().fetchObject(area.object("range"), ReadOptions.PLAIN.range(range))) {
      return judge(fetched, range);
    } catch (IOException e) {
      return Trial.Seen.unknown("the body broke off: " + e.getMessage());
    }
  }

  static Trial.Seen judge(FetchedObject fetched, ByteRange range) throws IOException {
    boolean right = fetched.offset() == range.first() && fetched.length() == range.length();
    if (!right) {
      return Trial.Seen.no("ignored: other bytes came than were asked for");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) range.length());
    while (bytes.hasRemaining() && fetched.body().read(bytes) >= 0) {
      // Reads on.
    }
    return bytes.hasRemaining()
        ? Trial.Seen.no("fewer bytes came than were asked for")
        : Trial.Seen.yes("the bytes came that were asked for");
  }
}
