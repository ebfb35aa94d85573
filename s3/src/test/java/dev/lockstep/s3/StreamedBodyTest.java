package dev.lockstep.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.s3.wire.BodyChunks;
import dev.lockstep.s3.wire.ScriptedServer;
import dev.lockstep.s3.wire.ScriptedServer.Reply;
import dev.lockstep.s3.wire.ScriptedServer.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Streamed bodies at a store that wants the hash of each body.
class StreamedBodyTest {
  private static final ObjectRef OBJECT = ObjectRef.current(new BucketName("b"), ObjectKey.of("k"));
  private static final Reply OK = Reply.of(200, "ETag: \"e\"\r\n", "");
  private static final Reply WANTS_HASH = error("XAmzContentSHA256Mismatch");

  private static Reply error(String code) {
    return Reply.of(400, "", "<Error><Code>" + code + "</Code><Message>m</Message></Error>");
  }

  private static Reply hashesOnly(Request request) {
    return request.header("x-amz-content-sha256").equals("UNSIGNED-PAYLOAD") ? WANTS_HASH : OK;
  }

  private static String pattern(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) (i * 31 + (i >> 8) & 0xff));
    }
    return text.toString();
  }

  private static ObjectBody streamed(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return new ObjectBody.Streamed(
        Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
  }

  private static void put(ObjectStore store, ObjectBody body) {
    store.putObject(OBJECT, ObjectAttributes.NONE, body, WriteOptions.PLAIN);
  }

  private static void expectRedo(ObjectStore store, String body) {
    StoreException failure =
        catchThrowableOfType(StoreException.class, () -> put(store, streamed(body)));
    assertThat(failure).isNotNull();
    assertThat(failure.failure())
        .isInstanceOfSatisfying(
            StoreFailure.Transient.class,
            refused -> {
              assertThat(refused.outcomeUnknown()).isFalse();
              assertThat(refused.detail().status()).isEqualTo(400);
            });
  }

  private static void expectChunks(Request request, String body) {
    assertThat(request.header("x-amz-content-sha256"))
        .isEqualTo("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    assertThat(request.header("x-amz-decoded-content-length"))
        .isEqualTo(Integer.toString(body.length()));
    assertThat(ChunkedBody.of(request, "secret").text()).isEqualTo(body);
    assertThat(request.header("authorization"))
        .contains("SignedHeaders=content-encoding;")
        .contains(";x-amz-decoded-content-length");
  }

  @Test
  void theCallerSucceedsWithChunksAfterTheFirstRefusal() throws IOException {
    String body = pattern(300_000);
    try (ScriptedServer server = ScriptedServer.start(StreamedBodyTest::hashesOnly);
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      expectRedo(store, body);
      put(store, streamed(body));

      assertThat(server.requests()).hasSize(2);
      Request request = server.requests().getLast();
      expectChunks(request, body);
      assertThat(request.header("content-encoding")).isEqualTo("aws-chunked");
      assertThat(ChunkedBody.of(request, "secret").sizes())
          .isEqualTo(List.of(BodyChunks.SIZE, BodyChunks.SIZE, 300_000 - 2 * BodyChunks.SIZE, 0));
    }
  }

  /// Unless it is remembered, such a store would be asked in vain for ever.
  @Test
  void refusalsWithOtherWordsAreRememberedToo() throws IOException {
    for (String code : List.of("MissingContentSHA256", "UnsignedPayloadNotAllowed")) {
      try (ScriptedServer server =
              ScriptedServer.start(request -> hashesOnly(request).equals(OK) ? OK : error(code));
          ObjectStore store = S3ObjectStoreTest.store(server)) {
        expectRedo(store, "abc");
        put(store, streamed("abc"));
        expectChunks(server.requests().getLast(), "abc");
      }
    }
  }

  @Test
  void aStreamThatWasNotBegunIsKeptForTheChunks() throws IOException {
    String body = pattern(8 * BodyChunks.SIZE);
    try (ScriptedServer server =
            ScriptedServer.start(request -> {
              Reply reply = hashesOnly(request);
              return reply.equals(OK) ? reply : reply.early();
            });
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      put(store, streamed(body));

      assertThat(server.requests()).hasSize(2);
      expectChunks(server.requests().getLast(), body);
      assertThat(ChunkedBody.of(server.requests().getLast(), "secret").sizes()).hasSize(9);
    }
  }

  @Test
  void theObjectsOwnEncodingIsToldBesides() throws IOException {
    ObjectAttributes attributes =
        new ObjectAttributes(
            Map.of(ContentHeader.CONTENT_ENCODING, "gzip"),
            Map.of(),
            Map.of(),
            StorageClass.STANDARD,
            null);
    try (ScriptedServer server = ScriptedServer.start(StreamedBodyTest::hashesOnly);
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      expectRedo(store, "abc");
      store.putObject(OBJECT, attributes, streamed("abc"), WriteOptions.PLAIN);

      Request request = server.requests().getLast();
      expectChunks(request, "abc");
      assertThat(request.header("content-encoding")).isEqualTo("aws-chunked,gzip");
    }
  }

  @Test
  void theOwnEncodingIsJoinedOnceAlthoughTheRequestIsCorrected() throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(request -> {
              if (request.header("authorization").contains("/eu-west-3/")) {
                return OK;
              }
              return request.header("x-amz-content-sha256").startsWith("STREAMING")
                  ? Reply.of(
                          400,
                          "",
                          "<Error><Code>AuthorizationHeaderMalformed</Code><Message>m</Message>"
                              + "<Region>eu-west-3</Region></Error>")
                      .early()
                  : WANTS_HASH.early();
            });
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      String body = pattern(1 << 20);
      put(store, streamed(body));

      assertThat(server.requests()).hasSize(3);
      expectChunks(server.requests().getLast(), body);
      assertThat(server.requests().getLast().header("content-encoding")).isEqualTo("aws-chunked");
    }
  }

  @Test
  void partsGoInChunksAndEmptyStreamsWithTheHashOfNothing() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(StreamedBodyTest::hashesOnly);
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      put(store, ObjectBody.of(new byte[] {1}));
      store.uploadPart(new MultipartUpload(OBJECT, "u"), 1, streamed("part"), PartChecksum.NONE);
      expectChunks(server.requests().getLast(), "part");

      put(store, streamed(""));
      assertThat(server.requests().getLast().header("x-amz-content-sha256")).startsWith("e3b0c442");
      assertThat(server.requests().getLast().header("content-encoding")).isEmpty();
    }
  }

  private static void sendPart(ObjectStore store, ObjectBody body) {
    store.uploadPart(
        new MultipartUpload(OBJECT, "u"),
        1,
        body,
        new PartChecksum.Computed(Checksum.Algorithm.CRC32C));
  }

  @Test
  void aChecksumThatIsNotKnownBeforeFollowsThePart() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(_ -> OK);
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      sendPart(store, streamed("hello"));

      Request request = server.requests().getLast();
      assertThat(request.header("x-amz-content-sha256"))
          .isEqualTo("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
      assertThat(request.header("x-amz-trailer")).isEqualTo("x-amz-checksum-crc32c");
      assertThat(request.header("x-amz-decoded-content-length")).isEqualTo("5");
      assertThat(request.header("content-encoding")).isEqualTo("aws-chunked");
      assertThat(request.body())
          .isEqualTo("5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:mnG7TA==\r\n\r\n");
    }
  }

  @Test
  void aPartThatIsAllThereOrEmptyGoesWithItsChecksumBeforeIt() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(_ -> OK);
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      sendPart(store, ObjectBody.of("hello".getBytes(ISO_8859_1)));
      sendPart(store, streamed(""));

      assertThat(server.requests())
          .extracting(request -> request.header("x-amz-checksum-crc32c"))
          .containsExactly("mnG7TA==", "AAAAAA==");
      assertThat(server.requests())
          .allSatisfy(request -> assertThat(request.header("x-amz-trailer")).isEmpty());
    }
  }

  /// It says the same as one that wants hashes, and other bodies go to it as before.
  @Test
  void aStoreThatTakesNoTrailersSaysSoForGoodAndIsNotTakenForOneThatWantsHashes()
      throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(request ->
                request.header("x-amz-content-sha256").endsWith("-TRAILER") ? WANTS_HASH : OK);
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      StoreException failure =
          catchThrowableOfType(
              StoreException.class, () -> sendPart(store, streamed(pattern(1000))));
      assertThat(failure.failure()).isInstanceOf(StoreFailure.Unsupported.class);

      put(store, streamed("abc"));
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().getLast().header("x-amz-content-sha256"))
          .isEqualTo("UNSIGNED-PAYLOAD");
    }
  }

  /// The second learns nothing new from its refusal, and still has to be told to try again.
  @Test
  void allWhoWereRefusedAtTheSameTimeMayTryAgain() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    try (ScriptedServer server =
            ScriptedServer.start(request -> {
              if (hashesOnly(request).equals(OK)) {
                return OK;
              }
              try {
                together.await();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return error("MissingContentSHA256");
            });
        ObjectStore store = S3ObjectStoreTest.store(server);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> streamed = threads.submit(() -> expectRedo(store, "abc"));
      put(store, ObjectBody.of(new byte[] {1}));
      streamed.get();
      put(store, streamed("abc"));
      expectChunks(server.requests().getLast(), "abc");
    }
  }

  @Test
  void aStreamSignedForAnotherRegionMayBeTriedAgainToo() throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(request ->
                request.header("authorization").contains("/eu-west-3/")
                    ? OK
                    : Reply.of(
                        400,
                        "",
                        "<Error><Code>AuthorizationHeaderMalformed</Code><Message>m</Message>"
                            + "<Region>eu-west-3</Region></Error>"));
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      expectRedo(store, "abc");
      put(store, streamed("abc"));
      assertThat(server.requests().getLast().body()).isEqualTo("abc");
    }
  }
}
