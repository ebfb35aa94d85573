package dev.lockstep.sandbox.face;

import dev.lockstep.sandbox.http.HttpHandler;
import dev.lockstep.sandbox.http.HttpRequest;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.signature.Authenticator;
import dev.lockstep.sandbox.signature.Payload;
import dev.lockstep.sandbox.signature.Signed;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;

/// Answers requests as S3 does: finds out which operation is meant and who means it, has it done,
/// and says what came of it.
public final class S3Face implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(S3Face.class.getName());

  private final SandboxStore store;
  private final Authenticator authenticator;
  private final OperationCounts counts;
  private final Latency latency;
  private final ControlFace control;
  private final RequestIds ids = new RequestIds();
  private final BucketFace buckets;
  private final ListingFace listings;
  private final ObjectFace objects;
  private final AttributesFace attributes;
  private final CopyFace copies;
  private final MultipartFace uploads;
  private final TagAclFace tagsAndAcls;
  private final LockFace locks;
  private final DeleteFace deletes;

  public S3Face(
      SandboxStore store, Authenticator authenticator, OperationCounts counts, Latency latency) {
    this.store = store;
    this.authenticator = authenticator;
    this.counts = counts;
    this.latency = latency;
    this.control = new ControlFace(store, counts);
    this.buckets = new BucketFace(store);
    this.listings = new ListingFace(store);
    this.objects = new ObjectFace(store);
    this.attributes = new AttributesFace(store);
    this.copies = new CopyFace(store);
    this.uploads = new MultipartFace(store);
    this.tagsAndAcls = new TagAclFace(store);
    this.locks = new LockFace(store);
    this.deletes = new DeleteFace(store);
  }

  @Override
  public HttpResponse answer(HttpRequest http) throws IOException {
    if (http.target().startsWith(ControlFace.ROOT)) {
      return control.answer(http);
    }
    String id = ids.next();
    HttpResponse response;
    try {
      response = perform(understand(http));
    } catch (Refusal refusal) {
      counts.addRefusal();
      response = ErrorAnswer.of(refusal, http, id);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Request " + id + " failed", e);
      response = ErrorAnswer.of(new Refusal(ErrorCode.INTERNAL_ERROR), http, id);
    }
    return response.header("x-amz-request-id", id).header("x-amz-id-2", ids.hostId(id));
  }

  private S3Request understand(HttpRequest http) {
    Signed signed = authenticator.authenticate(http);
    Address address = Address.of(http);
    Query query = Query.parse(http.query());
    boolean copies = http.headers().has(CopySource.HEADER);
    Operation operation = Operation.of(http.method(), address.level(), query, copies);
    counts.add(operation);
    S3Request request =
        new S3Request(
            operation, signed.account(), address, query, http.headers(), Payload.of(http, signed));
    latency.pass(operation);
    checkOwner(request);
    checkIdentity(request);
    return request;
  }

  private void checkIdentity(S3Request request) {
    if (request.operation().makesVersions()
        && request.query().has("versionId")
        && !store.keepsIdentities()) {
      throw Refusal.notImplemented(
          request.operation().wireName() + " with the parameter versionId");
    }
  }

  /// Refuses when the bucket is not whose the client thinks it is.
  private void checkOwner(S3Request request) {
    String expected = request.headers().first("x-amz-expected-bucket-owner");
    if (expected != null
        && request.operation() != Operation.CREATE_BUCKET
        && !store.bucket(request.bucket()).owner().number().equals(expected)) {
      throw new Refusal(ErrorCode.ACCESS_DENIED);
    }
  }

  private HttpResponse perform(S3Request request) throws IOException {
    return switch (request.operation()) {
      case LIST_BUCKETS -> buckets.list(request);
      case CREATE_BUCKET -> buckets.create(request);
      case DELETE_BUCKET -> buckets.delete(request);
      case HEAD_BUCKET -> buckets.head(request);
      case BUCKET_LOCATION -> buckets.location(request);
      case FETCH_VERSIONING -> buckets.fetchVersioning(request);
      case PUT_VERSIONING -> buckets.putVersioning(request);
      case FETCH_BUCKET_ACL -> buckets.fetchAcl(request);
      case PUT_BUCKET_ACL -> buckets.putAcl(request);
      case FETCH_LOCK_CONFIGURATION -> locks.fetchConfiguration(request);
      case LIST_OBJECTS -> listings.listObjects(request);
      case LIST_OBJECTS_V2 -> listings.listObjectsV2(request);
      case LIST_VERSIONS -> listings.listVersions(request);
      case LIST_UPLOADS -> listings.listUploads(request);
      case DELETE_OBJECTS -> deletes.delete(request);
      case FETCH_OBJECT -> objects.fetch(request);
      case HEAD_OBJECT -> objects.head(request);
      case OBJECT_ATTRIBUTES -> attributes.fetch(request);
      case PUT_OBJECT -> objects.put(request);
      case COPY_OBJECT -> copies.copyObject(request);
      case DELETE_OBJECT -> objects.delete(request);
      case FETCH_TAGS -> tagsAndAcls.fetchTags(request);
      case PUT_TAGS -> tagsAndAcls.putTags(request);
      case DELETE_TAGS -> tagsAndAcls.deleteTags(request);
      case FETCH_ACL -> tagsAndAcls.fetchAcl(request);
      case PUT_ACL -> tagsAndAcls.putAcl(request);
      case FETCH_RETENTION -> locks.fetchRetention(request);
      case PUT_RETENTION -> locks.putRetention(request);
      case FETCH_LEGAL_HOLD -> locks.fetchLegalHold(request);
      case PUT_LEGAL_HOLD -> locks.putLegalHold(request);
      case CREATE_UPLOAD -> uploads.create(request);
      case UPLOAD_PART -> uploads.putPart(request);
      case COPY_PART -> copies.copyPart(request);
      case COMPLETE_UPLOAD -> uploads.complete(request);
      case ABORT_UPLOAD -> uploads.abort(request);
      case LIST_PARTS -> uploads.listParts(request);
    };
  }
}
