package dev.lockstep.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ETag;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.s3.wire.ScriptedServer;
import dev.lockstep.s3.wire.ScriptedServer.Reply;
import dev.lockstep.s3.wire.ScriptedServer.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3ObjectStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");
  private static final BucketName BUCKET = new BucketName("b");
  private static final ObjectRef OBJECT = ref("k");
  private static final String DIGEST = "0123456789abcdef0123456789abcdef";
  private static final String OBJECT_HEADERS =
      "Last-Modified: Sun, 22 Nov 2026 10:20:30 GMT\r\nETag: \"" + DIGEST + "\"\r\n";
  private static final CopyOptions COPY =
      new CopyOptions(null, null, StorageClass.STANDARD, null, WriteOptions.PLAIN);

  private final Deque<Reply> replies = new ArrayDeque<>();
  private ScriptedServer server;
  private ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedServer.start(_ -> next());
    store = store(server);
  }

  private Reply next() {
    synchronized (replies) {
      return replies.isEmpty() ? Reply.of(500, "", "no reply is left") : replies.removeFirst();
    }
  }

  static ObjectStore store(ScriptedServer server) {
    return store(server, notice -> {});
  }

  static ObjectStore store(ScriptedServer server, Consumer<String> notices) {
    CredentialSource credentials =
        CredentialSource.of(AwsCredentials.lasting("AKID", Secret.of("secret")));
    return S3Stores.of(
        S3Settings.of("st", server.url(), "us-east-1", credentials).withNotices(notices),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    server.close();
  }

  private static ObjectRef ref(String key) {
    return ObjectRef.current(BUCKET, ObjectKey.of(key));
  }

  private void reply(Reply... next) {
    synchronized (replies) {
      replies.addAll(Arrays.asList(next));
    }
  }

  private static Reply error(int status, String code) {
    return Reply.of(
        status,
        "x-amz-request-id: R1\r\n",
        "<Error><Code>" + code + "</Code><Message>why</Message></Error>");
  }

  private Request asked() {
    return server.requests().getLast();
  }

  private static StoreException failure(Runnable call) {
    return catchThrowableOfType(StoreException.class, call::run);
  }

  // Requests -------------------------------------------------------------------------------------

  @Test
  void namesEveryKeyByteByByte() {
    for (String[] pair :
        new String[][] {
          {"a//b", "a//b"},
          {"/lead", "/lead"},
          {"dot/../x", "dot/../x"},
          {"./y", "./y"},
          {"sp ace+plus", "sp%20ace%2Bplus"},
          {"per%cent%2F", "per%25cent%252F"},
          {"ü/漢/😀", "%C3%BC/%E6%BC%A2/%F0%9F%98%80"},
          {"nl\n\u0001\\", "nl%0A%01%5C"},
          {"q?x=1&y=2#z", "q%3Fx%3D1%26y%3D2%23z"}
        }) {
      reply(Reply.of(200, OBJECT_HEADERS, ""));
      store.headObject(ref(pair[0]), ReadOptions.PLAIN);
      assertThat(asked().line()).isEqualTo("HEAD /b/" + pair[1] + " HTTP/1.1");
    }
  }

  @Test
  void writesAllAttributes() {
    reply(
        Reply.of(
            200,
            """
            ETag: "e"
            x-amz-version-id: v1
            x-amz-server-side-encryption: aws:kms
            x-amz-checksum-crc32c: 4waSgw==
            """
                .replace("\n", "\r\n"),
            ""));
    ObjectAttributes attributes =
        new ObjectAttributes(
            Map.of(ContentHeader.CONTENT_TYPE, "text/plain", ContentHeader.EXPIRES, "never"),
            Map.of("name", "v\u00e9"),
            Map.of("a b", "c&d", "e", ""),
            new StorageClass("STANDARD_IA"),
            new Encryption("aws:kms", "key-1", true));
    Checksum checksum =
        new Checksum(Checksum.Algorithm.CRC32C, Checksum.Type.FULL_OBJECT, "4waSgw==");

    WriteReceipt receipt =
        store.putObject(
            OBJECT,
            attributes,
            ObjectBody.of("123456789".getBytes(UTF_8)),
            new WriteOptions(null, true, checksum));

    Request request = asked();
    assertThat(request.line()).isEqualTo("PUT /b/k HTTP/1.1");
    assertThat(request.body()).isEqualTo("123456789");
    assertThat(request.header("content-type")).isEqualTo("text/plain");
    assertThat(request.header("expires")).isEqualTo("never");
    assertThat(request.header("x-amz-meta-name")).isEqualTo("v\u00e9");
    assertThat(request.header("x-amz-tagging")).isEqualTo("a%20b=c%26d&e=");
    assertThat(request.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
    assertThat(request.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
    assertThat(request.header("x-amz-server-side-encryption-aws-kms-key-id")).isEqualTo("key-1");
    assertThat(request.header("x-amz-server-side-encryption-bucket-key-enabled")).isEqualTo("true");
    assertThat(request.header("x-amz-checksum-crc32c")).isEqualTo("4waSgw==");
    assertThat(request.header("if-none-match")).isEqualTo("*");
    assertThat(receipt.etag()).isEqualTo(new ETag("e"));
    assertThat(receipt.version()).isEqualTo(new VersionId("v1"));
    assertThat(receipt.hidesMd5()).isTrue();
    assertThat(receipt.checksums()).containsExactly(checksum);
  }

  @Test
  void aLockGoesWithADigestOfTheBytes() {
    reply(Reply.of(200, "ETag: \"e\"\r\n", ""));
    Instant until = Instant.parse("2031-01-01T00:00:00Z");
    ObjectLock lock = ObjectLock.retention(ObjectLock.Mode.COMPLIANCE, until).withLegalHold(true);

    store.putObject(
        OBJECT,
        ObjectAttributes.NONE.withLock(lock),
        ObjectBody.of("hello".getBytes(UTF_8)),
        WriteOptions.PLAIN);

    Request request = asked();
    assertThat(request.header("x-amz-object-lock-mode")).isEqualTo("COMPLIANCE");
    assertThat(request.header("x-amz-object-lock-retain-until-date"))
        .isEqualTo("2031-01-01T00:00:00Z");
    assertThat(request.header("x-amz-object-lock-legal-hold")).isEqualTo("ON");
    assertThat(request.header("content-md5")).isEqualTo("XUFAKrxLKna5cZ2REBfFkg==");
    assertThat(request.body()).isEqualTo("hello");
  }

  @Test
  void aLockIsReadHoweverItsTimeIsWritten() {
    for (String time : List.of("2031-01-01T00:00:00Z", "2031-01-01T02:00:00.000+02:00")) {
      reply(
          Reply.of(
              200,
              OBJECT_HEADERS
                  + "x-amz-object-lock-mode: GOVERNANCE\r\n"
                  + "x-amz-object-lock-retain-until-date: "
                  + time
                  + "\r\n",
              ""));
      assertThat(store.headObject(OBJECT, ReadOptions.PLAIN).attributes().lock())
          .isEqualTo(
              ObjectLock.retention(
                  ObjectLock.Mode.GOVERNANCE, Instant.parse("2031-01-01T00:00:00Z")));
    }
  }

  @Test
  void aLockThatMakesNoSenseIsNotTakenForNone() {
    reply(Reply.of(200, OBJECT_HEADERS + "x-amz-object-lock-mode: FOREVER\r\n", ""));

    assertThat(failure(() -> store.headObject(OBJECT, ReadOptions.PLAIN)))
        .hasMessageContaining("FOREVER");
  }

  @Test
  void refusesAttributesThatWouldBecomeAnotherRequest() {
    ObjectAttributes evil =
        ObjectAttributes.NONE.withUserMetadata(Map.of("a", "b\r\nx-amz-acl: public-read"));

    StoreException failure =
        failure(() -> store.putObject(OBJECT, evil, ObjectBody.EMPTY, WriteOptions.PLAIN));

    assertThat(failure.failure()).isInstanceOf(StoreFailure.Refused.class);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void neverSendsTheSecret() {
    reply(Reply.of(200, "", ""));
    store.headBucket(BUCKET);

    assertThat(asked().head())
        .doesNotContain("secret")
        .contains("Credential=AKID/20261123/us-east-1/s3");
  }

  // Heads ----------------------------------------------------------------------------------------

  @Test
  void readsTheWholeHead() {
    reply(
        Reply.of(
            200,
            OBJECT_HEADERS
                + """
                Content-Type: text/plain
                Cache-Control: no-cache
                x-amz-meta-Name: =?UTF-8?B?w6k=?=
                x-amz-meta-other: raw
                x-amz-tagging-count: 2
                x-amz-storage-class: GLACIER
                x-amz-server-side-encryption: AES256
                x-amz-version-id: v 1
                x-amz-mp-parts-count: 3
                x-amz-checksum-crc64nvme: SMAkdrkU8VE=
                x-amz-checksum-sha256: abc=-3
                """
                    .replace("\n", "\r\n"),
            ""));

    ObjectHead head = store.headObject(OBJECT, ReadOptions.WITH_CHECKSUMS);

    assertThat(asked().header("x-amz-checksum-mode")).isEqualTo("ENABLED");
    assertThat(head.lastModified()).isEqualTo(Instant.parse("2026-11-22T10:20:30Z"));
    assertThat(head.etag()).isEqualTo(new ETag(DIGEST));
    assertThat(head.attributes().header(ContentHeader.CONTENT_TYPE)).isEqualTo("text/plain");
    assertThat(head.attributes().userMetadata())
        .isEqualTo(Map.of("name", "\u00c3\u00a9", "other", "raw"));
    assertThat(head.attributes().storageClass()).hasToString("GLACIER");
    assertThat(head.attributes().encryption()).isEqualTo(Encryption.SSE_S3);
    assertThat(head.version()).isEqualTo(new VersionId("v 1"));
    assertThat(head.tagCount()).isEqualTo(2);
    assertThat(head.partsCount()).isEqualTo(3);
    assertThat(head.checksum(Checksum.Algorithm.CRC64NVME).orElseThrow().tellsBytes()).isTrue();
    assertThat(head.checksum(Checksum.Algorithm.SHA256).orElseThrow().tellsBytes()).isFalse();
    assertThat(head.hidesMd5()).isFalse();
  }

  @Test
  void seesThatACustomersKeyHidesTheDigest() {
    reply(
        Reply.of(
            200,
            OBJECT_HEADERS + "x-amz-server-side-encryption-customer-algorithm: AES256\r\n",
            ""));

    assertThat(store.headObject(OBJECT, ReadOptions.PLAIN).hidesMd5()).isTrue();
  }

  @Test
  void takesNothingWithoutATimeForAnObject() {
    reply(Reply.of(200, "Content-Type: text/html\r\n", ""));

    assertThat(failure(() -> store.headObject(OBJECT, ReadOptions.PLAIN)).failure())
        .isInstanceOf(StoreFailure.Corrupted.class);
  }

  // Objects --------------------------------------------------------------------------------------

  @Test
  void fetchesARangeOfTheWhole() throws IOException {
    reply(Reply.of(206, OBJECT_HEADERS + "Content-Range: bytes 2-4/10\r\n", "cde"));

    try (FetchedObject object =
        store.fetchObject(OBJECT, ReadOptions.PLAIN.range(new ByteRange(2, 4)))) {
      assertThat(object.head().size()).isEqualTo(10);
      assertThat(object.offset()).isEqualTo(2);
      assertThat(object.length()).isEqualTo(3);
      ByteBuffer bytes = ByteBuffer.allocate(10);
      while (object.body().read(bytes) >= 0) {
        // To the end.
      }
      assertThat(new String(bytes.array(), 0, bytes.position(), UTF_8)).isEqualTo("cde");
    }
    assertThat(asked().header("range")).isEqualTo("bytes=2-4");
  }

  @Test
  void refusesOtherBytesThanThoseAskedFor() {
    for (Reply wrong :
        new Reply[] {
          Reply.of(200, OBJECT_HEADERS, "0123456789"),
          Reply.of(206, OBJECT_HEADERS + "Content-Range: bytes 0-2/10\r\n", "abc"),
          Reply.of(206, OBJECT_HEADERS + "Content-Range: bytes 2-4/10\r\n", "ab"),
          Reply.of(206, OBJECT_HEADERS + "Content-Range: items 2-4/10\r\n", "abc")
        }) {
      reply(wrong);
      ReadOptions range = ReadOptions.PLAIN.range(new ByteRange(2, 4));
      assertThat(failure(() -> store.fetchObject(OBJECT, range))).as(wrong.text()).isNotNull();
    }
  }

  @Test
  void failsWhereABodyEndsTooEarly() {
    reply(
        Reply.raw("HTTP/1.1 200 X\r\n" + OBJECT_HEADERS + "Content-Length: 9\r\n\r\n123")
            .thenClosed());

    try (FetchedObject object = store.fetchObject(OBJECT, ReadOptions.PLAIN)) {
      assertThat(
              catchThrowableOfType(
                  IOException.class,
                  () -> {
                    ByteBuffer bytes = ByteBuffer.allocate(100);
                    while (object.body().read(bytes) >= 0) {
                      // On.
                    }
                  }))
          .hasMessageContaining("3 of 9 bytes");
    }
  }

  // Failures -------------------------------------------------------------------------------------

  @Test
  void findsTheErrorThatAnAnswerOf200Hides() {
    String hidden = "\n  \n<?xml version=\"1.0\"?>\n<Error><Code>InternalError</Code></Error>";
    MultipartUpload upload = new MultipartUpload(OBJECT, "u");
    List<Runnable> calls =
        List.of(
            () -> store.copyObject(OBJECT, OBJECT, COPY),
            () -> store.copyPart(upload, 1, OBJECT, new ETag("e"), new ByteRange(0, 1)),
            () -> store.completeUpload(upload, List.of(), WriteOptions.PLAIN),
            () -> store.deleteObjects(BUCKET, List.of(OBJECT, ref("l"))),
            () ->
                store.putObject(
                    OBJECT, ObjectAttributes.NONE, ObjectBody.EMPTY, WriteOptions.PLAIN),
            () -> store.putTags(OBJECT, Map.of()),
            () -> store.uploadPart(upload, 1, ObjectBody.EMPTY, PartChecksum.NONE));
    for (Runnable call : calls) {
      reply(Reply.of(200, "ETag: \"e\"\r\n", hidden));
      assertThat(failure(call).failure())
          .isInstanceOfSatisfying(
              StoreFailure.Transient.class, e -> assertThat(e.outcomeUnknown()).isTrue());
    }
  }

  @Test
  void seesThatAWebPageHasAnswered() {
    String page = "<!DOCTYPE html><html><title>Please log in</title></html>";
    List<Runnable> calls =
        List.of(
            () -> store.listObjects(BUCKET, ListingRequest.first(ObjectKey.EMPTY)),
            () -> store.copyObject(OBJECT, OBJECT, COPY),
            () ->
                store.putObject(
                    OBJECT, ObjectAttributes.NONE, ObjectBody.EMPTY, WriteOptions.PLAIN),
            () -> store.fetchTags(OBJECT));
    for (Runnable call : calls) {
      reply(Reply.of(200, "Content-Type: text/html\r\n", page));
      StoreException failure = failure(call);
      assertThat(failure.failure()).isInstanceOf(StoreFailure.Corrupted.class);
      assertThat(failure).hasMessageContaining("web page").hasMessageContaining("Please log in");
    }
    reply(Reply.raw("HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n"));
    assertThat(failure(() -> store.headBucket(BUCKET)).failure())
        .isInstanceOf(StoreFailure.Corrupted.class);
    reply(Reply.of(502, "", page));
    assertThat(failure(() -> store.fetchTags(OBJECT)).failure())
        .isInstanceOf(StoreFailure.Transient.class);
  }

  @Test
  void saysWhatTheStoreSaid() {
    reply(error(403, "AccessDenied"));

    StoreException failure = failure(() -> store.fetchObject(ref("a\nb"), ReadOptions.PLAIN));

    assertThat(failure)
        .hasMessage("GetObject of st:b/a\\nb: AccessDenied (HTTP 403): why [request R1]");
    assertThat(failure.failure()).isInstanceOf(StoreFailure.Denied.class);
  }

  @Test
  void classifiesAHeadsAnswerByItsStatus() {
    reply(Reply.of(404, "", ""));
    assertThat(failure(() -> store.headObject(OBJECT, ReadOptions.PLAIN)).failure())
        .isInstanceOf(StoreFailure.Missing.class);
    reply(Reply.of(405, "x-amz-delete-marker: true\r\n", ""));
    assertThat(failure(() -> store.headObject(OBJECT, ReadOptions.PLAIN)).failure())
        .isInstanceOf(StoreFailure.Missing.class);
    reply(Reply.of(405, "", ""));
    assertThat(failure(() -> store.headObject(OBJECT, ReadOptions.PLAIN)).failure())
        .isInstanceOf(StoreFailure.Unsupported.class);
    reply(Reply.of(412, "", ""));
    assertThat(failure(() -> store.headObject(OBJECT, ReadOptions.PLAIN)).failure())
        .isInstanceOf(StoreFailure.Changed.class);
  }

  @Test
  void knowsWhetherAWriteMayHaveBeenDone() {
    reply(Reply.raw("").thenClosed());
    assertThat(
            failure(() ->
                    store.putObject(
                        OBJECT, ObjectAttributes.NONE, ObjectBody.EMPTY, WriteOptions.PLAIN))
                .failure())
        .isInstanceOfSatisfying(
            StoreFailure.Transient.class, e -> assertThat(e.outcomeUnknown()).isTrue());
    reply(Reply.raw("").thenClosed());
    assertThat(failure(() -> store.headObject(OBJECT, ReadOptions.PLAIN)).failure())
        .isInstanceOfSatisfying(
            StoreFailure.Transient.class, e -> assertThat(e.outcomeUnknown()).isFalse());
    reply(error(503, "SlowDown"));
    assertThat(
            failure(() ->
                    store.putObject(
                        OBJECT, ObjectAttributes.NONE, ObjectBody.EMPTY, WriteOptions.PLAIN))
                .failure())
        .isInstanceOf(StoreFailure.Throttled.class);
  }

  // Deletions and the rest -----------------------------------------------------------------------

  @Test
  void deletesTogetherWhatXmlCanNameAndApartWhatItCant() {
    reply(
        Reply.raw("HTTP/1.1 204 X\r\n\r\n"),
        Reply.of(
            200,
            "",
            "<DeleteResult><Error><Key>locked</Key><Code>AccessDenied</Code></Error>"
                + "<Error><Key>gone</Key><Code>NoSuchKey</Code></Error></DeleteResult>"));

    List<DeleteFailure> failures =
        store.deleteObjects(
            BUCKET, List.of(ref("locked"), ref("ctl\u0001"), ref("gone"), ref("a&<b")));

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().object()).isEqualTo(ref("locked"));
    assertThat(failures.getFirst().failure()).isInstanceOf(StoreFailure.Denied.class);
    assertThat(server.requests().getFirst().line()).isEqualTo("DELETE /b/ctl%01 HTTP/1.1");
    assertThat(asked().line()).isEqualTo("POST /b?delete= HTTP/1.1");
    assertThat(asked().body()).contains("<Key>a&amp;&lt;b</Key>").doesNotContain("ctl");
    assertThat(asked().header("content-md5")).hasSize(24);
    assertThat(asked().header("x-amz-content-sha256")).hasSize(64);
  }

  @Test
  void takesAnUploadThatIsGoneForAborted() {
    reply(error(404, "NoSuchUpload"));

    store.abortUpload(new MultipartUpload(OBJECT, "u+/="));

    assertThat(asked().line()).isEqualTo("DELETE /b/k?uploadId=u%2B%2F%3D HTTP/1.1");
  }

  @Test
  void completesAnUploadWithItsParts() {
    reply(
        Reply.of(
            200,
            "x-amz-version-id: v\r\n",
            "<CompleteMultipartUploadResult><ETag>&quot;x-2&quot;</ETag></CompleteMultipartUploadResult>"));

    WriteReceipt receipt =
        store.completeUpload(
            new MultipartUpload(OBJECT, "u"),
            List.of(new UploadedPart(1, new ETag("a")), new UploadedPart(3, new ETag("b"))),
            WriteOptions.PLAIN);

    assertThat(receipt.etag()).isEqualTo(new ETag("x-2"));
    assertThat(asked().body()).contains("<PartNumber>3</PartNumber><ETag>&quot;b&quot;</ETag>");
  }

  @Test
  void asksForPagesAsTheProtocolWants() {
    String page =
        "<ListBucketResult><IsTruncated>true</IsTruncated>"
            + "<NextContinuationToken>t+1</NextContinuationToken></ListBucketResult>";
    reply(Reply.of(200, "", page), Reply.of(200, "", page));
    ListingRequest request =
        new ListingRequest(ObjectKey.of("p/ü"), ObjectKey.of("p/ü&"), null, 1000);

    assertThat(store.listObjects(BUCKET, request).nextToken()).isEqualTo("t+1");
    assertThat(asked().line())
        .isEqualTo(
            "GET /b?encoding-type=url&list-type=2&max-keys=1000&prefix=p%2F%C3%BC"
                + "&start-after=p%2F%C3%BC%26 HTTP/1.1");
    store.listObjects(BUCKET, request.next("t+1"));
    assertThat(asked().line())
        .isEqualTo(
            "GET /b?continuation-token=t%2B1&encoding-type=url&list-type=2&max-keys=1000"
                + "&prefix=p%2F%C3%BC HTTP/1.1");
  }

  @Test
  void knowsWithWhomItSharesItsData() throws IOException {
    try (ScriptedServer otherServer = ScriptedServer.start(_ -> Reply.of(200, "", ""))) {
      assertThat(store.canCopyFrom(store(server))).isTrue();
      assertThat(store.canCopyFrom(store(otherServer))).isFalse();
    }
  }
}
