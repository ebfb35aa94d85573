package dev.lockstep.fault;

import static dev.lockstep.testkit.StoreUnderTest.failureOf;
import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.StoreFailure.Changed;
import dev.lockstep.endpoint.StoreFailure.ClockSkewed;
import dev.lockstep.endpoint.StoreFailure.Corrupted;
import dev.lockstep.endpoint.StoreFailure.Denied;
import dev.lockstep.endpoint.StoreFailure.Expired;
import dev.lockstep.endpoint.StoreFailure.Refused;
import dev.lockstep.endpoint.StoreFailure.Throttled;
import dev.lockstep.endpoint.StoreFailure.Transient;
import dev.lockstep.endpoint.StoreFailure.Unreachable;
import dev.lockstep.endpoint.StoreFailure.Unsupported;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.s3.wire.TimeLimits;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.fault.Asked;
import dev.lockstep.sandbox.fault.Fault;
import dev.lockstep.sandbox.fault.Fault.Breakage;
import dev.lockstep.sandbox.fault.Fault.Lie;
import dev.lockstep.sandbox.fault.Fault.Paging;
import dev.lockstep.sandbox.fault.Fault.Status;
import dev.lockstep.sandbox.fault.FaultPlan;
import dev.lockstep.sandbox.fault.FaultProxy;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.testkit.StoreUnderTest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each fault that lasts against each request of our client: the failure has its class, soon, and
/// nobody follows a redirect.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FaultyAnswersTest {
  private static final BucketName BUCKET = new BucketName("faulty");
  private static final ObjectRef OBJECT = ObjectRef.current(BUCKET, ObjectKey.of("in/object"));
  private static final ObjectRef OTHER = ObjectRef.current(BUCKET, ObjectKey.of("in/other"));
  private static final Duration BRIEF = Duration.ofMillis(300);
  private static final TimeLimits IMPATIENT =
      new TimeLimits(Duration.ofSeconds(10), BRIEF, BRIEF, BRIEF, Duration.ofSeconds(30));
  private static final TimeLimits PATIENT = TimeLimits.USUAL;
  private static final InstantSource CLOCK = InstantSource.system();

  /// How a request must fail under a fault; those left out must succeed.
  private static final Map<Fault, Class<? extends StoreFailure>> CLASSES =
      Map.ofEntries(
          Map.entry(Status.SLOW_DOWN, Throttled.class),
          Map.entry(Status.TOO_MANY_REQUESTS, Throttled.class),
          Map.entry(Status.INTERNAL_ERROR, Transient.class),
          Map.entry(Status.BARE_UNAVAILABLE, Throttled.class),
          Map.entry(Status.ACCESS_DENIED, Denied.class),
          Map.entry(Status.EXPIRED_TOKEN, Expired.class),
          Map.entry(Status.CLOCK_SKEWED, ClockSkewed.class),
          Map.entry(Status.REQUEST_TIMEOUT, Transient.class),
          Map.entry(Status.CONFLICT, Transient.class),
          Map.entry(Status.PRECONDITION_FAILED, Changed.class),
          Map.entry(Breakage.REFUSED, Transient.class),
          Map.entry(Breakage.CLOSED_AFTER_HEAD, Transient.class),
          Map.entry(Breakage.STALLED, Transient.class),
          Map.entry(Breakage.RESET_BEFORE_ANSWER, Transient.class),
          Map.entry(Breakage.HEAD_CUT, Transient.class),
          Map.entry(Breakage.BODY_CUT, Transient.class),
          Map.entry(Breakage.CHUNKED_CUT, Transient.class),
          Map.entry(Breakage.BODY_STALLED, Transient.class),
          Map.entry(Paging.TRUNCATION_UNTOLD, Corrupted.class),
          Map.entry(Paging.NO_TOKEN, Corrupted.class),
          Map.entry(Lie.ERROR_IN_SUCCESS, Transient.class),
          Map.entry(Lie.XML_BOMB, Corrupted.class),
          Map.entry(Lie.BROKEN_XML, Corrupted.class),
          Map.entry(Lie.WEB_PAGE, Corrupted.class),
          Map.entry(Lie.REDIRECT_TO_ITSELF, Refused.class),
          Map.entry(Lie.REDIRECT_IN_A_CIRCLE, Transient.class),
          Map.entry(Lie.REDIRECT_ELSEWHERE, Transient.class),
          Map.entry(Lie.NO_LENGTH, Corrupted.class),
          Map.entry(Lie.WHOLE_FOR_RANGE, Unsupported.class),
          Map.entry(Lie.OTHER_RANGE, Corrupted.class));

  private final SandboxStore sandbox =
      new SandboxStore(CLOCK, TwoBuckets.SMALL, SandboxStore.DEFAULT_REGION);
  private final SandboxServer server =
      SandboxServer.start(sandbox, List.of(new AccessKey("key", "secret", Account.LOCKSTEP)), 0);
  private final FaultProxy proxy = FaultProxy.before(server.endpoint(), 2, CLOCK);
  private final List<ObjectStore> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(ObjectStore::close);
    proxy.close();
    server.close();
  }

  private ObjectStore client(TimeLimits limits) {
    S3Settings settings =
        S3Settings.of(
            "st",
            proxy.endpoint(),
            SandboxStore.DEFAULT_REGION,
            CredentialSource.of(new AwsCredentials("key", Secret.of("secret"), null, null)));
    ObjectStore client = S3Stores.of(settings.withLimits(limits), CLOCK);
    clients.add(client);
    return client;
  }

  /// A request, ready to be sent.
  private record Sent(RequestKind kind, Runnable request) {}

  /// What must be there is made while all is well.
  private static List<Sent> requests(ObjectStore truth, ObjectStore store) {
    MultipartUpload upload = truth.createUpload(OTHER, ObjectAttributes.NONE, null);
    UploadedPart part =
        truth.uploadPart(upload, 1, ObjectBody.of(pattern(2000, 1)), PartChecksum.NONE);
    ObjectBody body = ObjectBody.of(pattern(10, 1));
    CopyOptions copy = new CopyOptions(null, null, StorageClass.STANDARD, null, WriteOptions.PLAIN);
    return List.of(
        new Sent(
            RequestKind.LIST,
            () -> store.listObjects(BUCKET, ListingRequest.first(ObjectKey.of("in/")))),
        new Sent(RequestKind.HEAD, () -> store.headObject(OBJECT, ReadOptions.PLAIN)),
        new Sent(RequestKind.GET, () -> read(store, ReadOptions.PLAIN)),
        new Sent(
            RequestKind.GET, () -> read(store, ReadOptions.PLAIN.range(ByteRange.of(100, 50)))),
        new Sent(
            RequestKind.PUT,
            () -> store.putObject(OTHER, ObjectAttributes.NONE, body, WriteOptions.PLAIN)),
        new Sent(RequestKind.COPY, () -> store.copyObject(OBJECT, OTHER, copy)),
        new Sent(RequestKind.DELETE, () -> store.deleteObjects(BUCKET, List.of(OTHER, OTHER))),
        new Sent(
            RequestKind.MULTIPART_CREATE,
            () -> store.createUpload(OTHER, ObjectAttributes.NONE, null)),
        new Sent(
            RequestKind.MULTIPART_PART, () -> store.uploadPart(upload, 1, body, PartChecksum.NONE)),
        new Sent(
            RequestKind.MULTIPART_COMPLETE,
            () -> store.completeUpload(upload, List.of(part), WriteOptions.PLAIN)),
        new Sent(RequestKind.TAGS_GET, () -> store.fetchTags(OBJECT)),
        new Sent(RequestKind.RETENTION_GET, () -> store.fetchRetention(OBJECT)),
        new Sent(RequestKind.LEGAL_HOLD_GET, () -> store.fetchLegalHold(OBJECT)),
        new Sent(RequestKind.BUCKET, () -> store.headBucket(BUCKET)));
  }

  private static void read(ObjectStore store, ReadOptions options) {
    try (FetchedObject fetched = store.fetchObject(OBJECT, options)) {
      StoreUnderTest.readFully(fetched);
    } catch (UncheckedIOException e) {
      // The body broke: the class of such failures is the reader's to give.
      throw new StoreException(
          new Transient(new StoreFailure.Detail(0, "BodyCutOff", "", ""), false),
          "GetObject",
          "",
          e);
    }
  }

  static List<Fault> faults() {
    return Fault.all();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyRequestFailsAsItShouldOrSucceeds(Fault fault) {
    ObjectStore truth = client(PATIENT);
    truth.createBucket(BUCKET, BucketOptions.LOCKING);
    for (ObjectRef object :
        List.of(OBJECT, OTHER, ObjectRef.current(BUCKET, ObjectKey.of("in/z")))) {
      truth.putObject(
          object, ObjectAttributes.NONE, ObjectBody.of(pattern(1000, 3)), WriteOptions.PLAIN);
    }
    boolean stalls = fault == Breakage.STALLED || fault == Breakage.BODY_STALLED;
    int count = requests(truth, truth).size();
    for (int i = 0; i < count; i++) {
      proxy.plan(FaultPlan.none());
      Sent sent = requests(truth, client(stalls ? IMPATIENT : PATIENT)).get(i);
      FaultPlan plan = FaultPlan.always(fault).where(asked -> hits(sent, asked));
      proxy.plan(plan);

      @Nullable StoreFailure failure = failureOrNull(sent.request());

      String what = fault.name() + " at " + sent.kind();
      Class<? extends StoreFailure> expected = expected(fault, sent.kind());
      if (expected == null || plan.injected().isEmpty()) {
        assertThat(failure).as(what).isNull();
      } else {
        assertThat(failure).as(what).isInstanceOf(expected);
      }
      proxy.lift();
    }
    assertThat(proxy.toStranger()).isEmpty();
  }

  /// A HEAD that is refused is asked again as a GET.
  private static boolean hits(Sent sent, Asked asked) {
    boolean asksWhy = sent.kind() == RequestKind.HEAD && asked.kind() == RequestKind.GET;
    return asked.kind() == sent.kind() || asksWhy;
  }

  private static @Nullable Class<? extends StoreFailure> expected(Fault fault, RequestKind kind) {
    // The answer to a HEAD has no words, only a status.
    if (kind == RequestKind.BUCKET) {
      if (fault == Status.REQUEST_TIMEOUT || fault == Status.CONFLICT) {
        return Refused.class;
      } else if (fault == Status.EXPIRED_TOKEN || fault == Status.CLOCK_SKEWED) {
        return Denied.class;
      }
    }
    // An object's length is always told; a range's also by the range.
    if (fault == Breakage.CHUNKED_CUT && kind == RequestKind.GET) {
      return StoreFailure.class;
    }
    // Objects may have none; parts may not.
    if (fault == Lie.NO_ETAG && kind == RequestKind.MULTIPART_PART) {
      return Corrupted.class;
    }
    return CLASSES.get(fault);
  }

  private static @Nullable StoreFailure failureOrNull(Runnable request) {
    try {
      request.run();
      return null;
    } catch (StoreException e) {
      return e.failure();
    }
  }

  @Test
  void whatIsGoneIsUnreachable() {
    ObjectStore store = client(PATIENT);
    proxy.plan(FaultPlan.always(Breakage.REFUSED));
    assertThat(failureOf(() -> store.headBucket(BUCKET))).isInstanceOf(Transient.class);
    assertThat(failureOf(() -> store.headBucket(BUCKET))).isInstanceOf(Unreachable.class);
    proxy.lift();
    store.createBucket(BUCKET);
    store.headBucket(BUCKET);
  }
}
