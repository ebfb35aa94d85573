package dev.lockstep.verify;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What can be told of a store by looking at the objects that it holds already, without writing. It
/// looks at the first page of a listing and at two objects of it.
final class HeldObjectTrials {
  private static final String NONE_TO_TELL = "no object was found that could tell";

  private final ObjectStore store;
  private final BucketName bucket;
  private final ObjectKey prefix;
  private final EntryPage page;
  private @Nullable ObjectHead head;

  HeldObjectTrials(ObjectStore store, BucketName bucket, ObjectKey prefix) {
    this.store = store;
    this.bucket = bucket;
    this.prefix = prefix;
    this.page = store.listObjects(bucket, ListingRequest.first(prefix)).entries();
  }

  Map<Capability, Trial> all() {
    Map<Capability, Trial> all = new EnumMap<>(Capability.class);
    all.put(Capability.LIST_ORDER, this::order);
    all.put(Capability.LIST_START_AFTER, this::startAfter);
    all.put(Capability.GET_IF_MATCH, this::ifMatchOfGet);
    all.put(Capability.RANGED_GET, this::range);
    all.put(Capability.PART_NUMBER_GET, this::partNumber);
    all.put(Capability.LIST_UPLOADS, this::uploads);
    all.put(Capability.TAGS, () -> ofHead("an object has tags", told -> told.tagCount() > 0));
    all.put(Capability.OBJECT_LOCK, this::objectLock);
    all.put(Capability.VERSIONING, () -> ofHead("an object has a version", this::isVersion));
    for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
      all.put(
          AttributeTrials.capability(algorithm),
          () -> ofHead("an object has one", told -> told.checksum(algorithm).isPresent()));
    }
    return all;
  }

  private Trial.Seen objectLock() {
    return store.locksObjects(bucket)
        ? ofHead("an object has one", told -> !told.attributes().lock().isNone())
        : Trial.Seen.no("the bucket was made without object lock");
  }

  private boolean isVersion(ObjectHead told) {
    VersionId version = told.version();
    return version != null && !version.value().equals("null");
  }

  /// An object that can be read at once and has a second byte to ask for.
  private Optional<ObjectEntry> readable() {
    return first(entry -> entry.storageClass().equals(StorageClass.STANDARD) && entry.size() > 1);
  }

  private Optional<ObjectEntry> first(Predicate<ObjectEntry> wanted) {
    for (int row = 0; row < page.count(); row++) {
      ObjectEntry entry = page.entry(row);
      if (wanted.test(entry)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private ObjectRef object(ObjectEntry entry) {
    return ObjectRef.current(bucket, entry.key());
  }

  private Trial.Seen ofHead(String seen, Predicate<ObjectHead> tells) {
    Optional<ObjectEntry> entry = readable();
    if (entry.isEmpty()) {
      return Trial.Seen.unknown(NONE_TO_TELL);
    }
    ObjectHead told = head;
    if (told == null) {
      told = store.headObject(object(entry.get()), ReadOptions.WITH_CHECKSUMS);
      head = told;
    }
    return tells.test(told) ? Trial.Seen.yes(seen) : Trial.Seen.unknown(NONE_TO_TELL);
  }

  /// Keys in order tell something only where they would be out of order by another one.
  private Trial.Seen order() {
    List<ObjectKey> listed = ProbeArea.keys(page);
    List<ObjectKey> byBytes = new ArrayList<>(listed);
    byBytes.sort(Comparator.naturalOrder());
    if (!listed.equals(byBytes)) {
      return Trial.Seen.no("keys were listed in another order");
    }
    List<ObjectKey> byChars = new ArrayList<>(listed);
    byChars.sort(Comparator.comparing(ObjectKey::text));
    return listed.equals(byChars)
        ? Trial.Seen.unknown("the keys found are in order, and would be in others too")
        : Trial.Seen.yes("keys were listed so of which another order would differ");
  }

  private Trial.Seen startAfter() {
    if (page.count() < 2) {
      return Trial.Seen.unknown(NONE_TO_TELL);
    }
    ListingRequest request = new ListingRequest(prefix, page.key(0), null, 1);
    EntryPage behind = store.listObjects(bucket, request).entries();
    return behind.count() == 1 && behind.key(0).equals(page.key(1))
        ? Trial.Seen.yes("behind the first key the second was listed")
        : Trial.Seen.no("ignored: behind the first key something else was listed than the second");
  }

  private Trial.Seen ifMatchOfGet() {
    Optional<ObjectEntry> entry = readable();
    ETag etag = entry.map(ObjectEntry::etag).orElse(null);
    if (entry.isEmpty() || etag == null) {
      return Trial.Seen.unknown(NONE_TO_TELL);
    }
    ObjectRef object = object(entry.get());
    return ConditionTrials.condition(
        () -> fetch(object, ConditionTrials.WRONG), () -> fetch(object, etag));
  }

  private void fetch(ObjectRef object, ETag etag) {
    ReadOptions options = ReadOptions.PLAIN.ifMatch(etag).range(new ByteRange(0, 0));
    try (FetchedObject _ = store.fetchObject(object, options)) {
      // The answer is enough.
    }
  }

  private Trial.Seen range() {
    Optional<ObjectEntry> entry = readable();
    if (entry.isEmpty()) {
      return Trial.Seen.unknown(NONE_TO_TELL);
    }
    ByteRange range = new ByteRange(1, 1);
    try (FetchedObject fetched =
        store.fetchObject(object(entry.get()), ReadOptions.PLAIN.range(range))) {
      return ListingTrials.judge(fetched, range);
    } catch (IOException e) {
      return Trial.Seen.unknown("the body broke off: " + e.getMessage());
    }
  }

  private Trial.Seen partNumber() {
    Optional<ObjectEntry> entry = first(one -> one.etag() != null && one.etag().parts() > 0);
    if (entry.isEmpty()) {
      return Trial.Seen.unknown(NONE_TO_TELL);
    }
    ObjectHead told = store.headObject(object(entry.get()), ReadOptions.PLAIN.partNumber(1));
    ETag etag = entry.get().etag();
    return etag != null && told.partsCount() == etag.parts()
        ? Trial.Seen.yes("of an object in parts it told how many there are")
        : Trial.Seen.no("ignored: it did not tell how many parts there are");
  }

  private Trial.Seen uploads() {
    UploadsPage uploads = store.listUploads(bucket, prefix, UploadsPage.Marker.START);
    return uploads.uploads().isEmpty()
        ? Trial.Seen.unknown("there may be none in progress")
        : Trial.Seen.yes("some were listed");
  }
}
