package dev.lockstep.sandbox.fault;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.DeleteReceipt;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.Versioning;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.RequestKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store around another one, whose requests fail and lie as a plan says. It lists in small pages.
/// Bodies are held whole. Any thread may call.
public final class FaultyStore implements ObjectStore {
  private final ObjectStore store;
  private final FaultPlan plan;
  private final FaultyListing listing;

  /// @param pageSize how many objects a page of a listing has
  public FaultyStore(ObjectStore store, FaultPlan plan, int pageSize) {
    this.store = store;
    this.plan = plan;
    this.listing = new FaultyListing(store, pageSize);
  }

  /// Sends a request, and lets happen to it what is planned.
  ///
  /// @param lie makes of a fault what the call gives instead of the truth; null where it can't be
  ///   told there
  private <T> T send(
      Asked asked, Supplier<T> request, BiFunction<Fault, Supplier<T>, @Nullable T> lie) {
    Fault fault = plan.at(asked);
    if (fault == null) {
      return request.get();
    }
    return switch (fault) {
      case Fault.Status status -> {
        plan.injected(asked);
        throw PortFailures.of(status, asked, name());
      }
      case Fault.Breakage breakage -> broken(breakage, asked, request, lie);
      case Fault.Paging _, Fault.Lie _ -> {
        T told = lie.apply(fault, request);
        if (told == null) {
          yield request.get();
        }
        plan.injected(asked);
        yield told;
      }
    };
  }

  private <T> T broken(
      Fault.Breakage fault,
      Asked asked,
      Supplier<T> request,
      BiFunction<Fault, Supplier<T>, @Nullable T> lie) {
    if (!fault.showsAtThePort()) {
      return request.get();
    }
    plan.injected(asked);
    if (fault.afterwards()) {
      T body = lie.apply(fault, request);
      if (body != null) {
        return body;
      }
      if (request.get() instanceof FetchedObject fetched) {
        fetched.close();
      }
    }
    throw PortFailures.of(fault, asked, name());
  }

  private <T> T send(RequestKind kind, String key, String detail, Supplier<T> request) {
    return send(new Asked(kind, key, detail), request, (_, _) -> null);
  }

  private void run(RequestKind kind, String key, Runnable request) {
    send(
        kind,
        key,
        "",
        () -> {
          request.run();
          return kind;
        });
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public String endpoint() {
    return store.endpoint();
  }

  @Override
  public boolean canCopyFrom(ObjectStore other) {
    return store.canCopyFrom(other instanceof FaultyStore faulty ? faulty.store : other);
  }

  @Override
  public StoreLimits limits() {
    return store.limits();
  }

  @Override
  public void headBucket(BucketName bucket) {
    run(RequestKind.BUCKET, "", () -> store.headBucket(bucket));
  }

  @Override
  public void createBucket(BucketName bucket, BucketOptions options) {
    run(RequestKind.BUCKET, "", () -> store.createBucket(bucket, options));
  }

  @Override
  public boolean locksObjects(BucketName bucket) {
    return send(RequestKind.BUCKET, "", "", () -> store.locksObjects(bucket));
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    String token = request.token();
    String place = token == null ? "after " + request.startAfter().text() : token;
    return send(
        new Asked(RequestKind.LIST, "", place + " " + request.maxKeys()),
        () -> listing.honest(bucket, request),
        (fault, _) ->
            fault instanceof Fault.Paging paging ? listing.faulty(paging, bucket, request) : null);
  }

  @Override
  public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
    VersionsRequest page =
        new VersionsRequest(
            request.prefix(), request.after(), Math.min(request.maxKeys(), listing.pageSize()));
    return send(
        RequestKind.LIST_VERSIONS,
        "",
        request.after().toString(),
        () -> store.listVersions(bucket, page));
  }

  @Override
  public Versioning fetchVersioning(BucketName bucket) {
    return send(RequestKind.BUCKET, "", "", () -> store.fetchVersioning(bucket));
  }

  @Override
  public void enableVersioning(BucketName bucket) {
    run(RequestKind.BUCKET, "", () -> store.enableVersioning(bucket));
  }

  @Override
  public DeleteReceipt deleteObject(ObjectRef object) {
    return send(RequestKind.DELETE, object.key().text(), "", () -> store.deleteObject(object));
  }

  @Override
  public DeleteReceipt markDeleted(ObjectRef marker, Instant modified) {
    return send(
        RequestKind.DELETE, marker.key().text(), "", () -> store.markDeleted(marker, modified));
  }

  @Override
  public DeleteReceipt deleteRetained(ObjectRef version) {
    return send(RequestKind.DELETE, version.key().text(), "", () -> store.deleteRetained(version));
  }

  @Override
  public ObjectHead headObject(ObjectRef object, ReadOptions options) {
    return send(
        new Asked(RequestKind.HEAD, object.key().text(), ""),
        () -> store.headObject(object, options),
        PortLies::head);
  }

  @Override
  public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
    String detail =
        options.range() == null ? "part " + options.partNumber() : options.range().toString();
    return send(
        new Asked(RequestKind.GET, object.key().text(), detail),
        () -> store.fetchObject(object, options),
        (fault, request) -> PortLies.fetched(fault, request, options));
  }

  @Override
  public WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    return send(
        new Asked(RequestKind.PUT, target.key().text(), ""),
        () -> store.putObject(target, attributes, body, options),
        (fault, request) ->
            fault == Fault.Lie.BIT_FLIPPED_IN_WRITE
                ? PortLies.flipped(
                    body, flipped -> store.putObject(target, attributes, flipped, options))
                : PortLies.receipt(fault, request));
  }

  @Override
  public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
    return send(
        new Asked(RequestKind.COPY, target.key().text(), ""),
        () -> store.copyObject(source, target, options),
        PortLies::receipt);
  }

  @Override
  public MultipartUpload createUpload(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    return send(
        RequestKind.MULTIPART_CREATE,
        target.key().text(),
        "",
        () -> store.createUpload(target, attributes, checksum));
  }

  @Override
  public UploadedPart uploadPart(
      MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
    return send(
        new Asked(RequestKind.MULTIPART_PART, upload.target().key().text(), "part " + number),
        () -> store.uploadPart(upload, number, body, checksum),
        (fault, request) ->
            fault == Fault.Lie.BIT_FLIPPED_IN_WRITE
                ? PortLies.flipped(
                    body, flipped -> store.uploadPart(upload, number, flipped, checksum))
                : PortLies.part(fault, request));
  }

  @Override
  public UploadedPart copyPart(
      MultipartUpload upload, int number, ObjectRef source, ETag sourceIs, ByteRange range) {
    return send(
        new Asked(RequestKind.MULTIPART_COPY, upload.target().key().text(), "part " + number),
        () -> store.copyPart(upload, number, source, sourceIs, range),
        PortLies::part);
  }

  @Override
  public WriteReceipt completeUpload(
      MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    return send(
        new Asked(RequestKind.MULTIPART_COMPLETE, upload.target().key().text(), ""),
        () -> store.completeUpload(upload, parts, options),
        PortLies::receipt);
  }

  @Override
  public void abortUpload(MultipartUpload upload) {
    run(RequestKind.MULTIPART_ABORT, upload.target().key().text(), () -> store.abortUpload(upload));
  }

  @Override
  public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, UploadsPage.Marker after) {
    return send(RequestKind.MULTIPART_LIST, "", "", () -> store.listUploads(bucket, prefix, after));
  }

  @Override
  public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
    String key = objects.size() == 1 ? objects.getFirst().key().text() : "";
    Asked asked = new Asked(RequestKind.DELETE, key, "");
    return send(
        asked,
        () -> store.deleteObjects(bucket, objects),
        (fault, _) -> fault == Fault.Lie.ERROR_OF_A_KEY ? denied(objects, asked) : null);
  }

  private List<DeleteFailure> denied(List<ObjectRef> objects, Asked asked) {
    StoreFailure why = PortFailures.of(Fault.Status.ACCESS_DENIED, asked, name()).failure();
    return objects.stream().map(object -> new DeleteFailure(object, why)).toList();
  }

  @Override
  public Map<String, String> fetchTags(ObjectRef object) {
    return send(RequestKind.TAGS_GET, object.key().text(), "", () -> store.fetchTags(object));
  }

  @Override
  public void putTags(ObjectRef object, Map<String, String> tags) {
    run(RequestKind.TAGS_PUT, object.key().text(), () -> store.putTags(object, tags));
  }

  @Override
  public ObjectLock fetchRetention(ObjectRef object) {
    return send(
        RequestKind.RETENTION_GET, object.key().text(), "", () -> store.fetchRetention(object));
  }

  @Override
  public boolean fetchLegalHold(ObjectRef object) {
    return send(
        RequestKind.LEGAL_HOLD_GET, object.key().text(), "", () -> store.fetchLegalHold(object));
  }

  @Override
  public AccessControl fetchAcl(ObjectRef object) {
    return send(RequestKind.ACL_GET, object.key().text(), "", () -> store.fetchAcl(object));
  }

  @Override
  public void putAcl(ObjectRef object, AccessControl acl) {
    run(RequestKind.ACL_PUT, object.key().text(), () -> store.putAcl(object, acl));
  }

  @Override
  public void close() {
    store.close();
  }
}
