package dev.lockstep.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.NoCredentialsException;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.s3.wire.ScriptedServer;
import dev.lockstep.s3.wire.ScriptedServer.Reply;
import dev.lockstep.s3.wire.ScriptedServer.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RequesterTest {
  private static final BucketName BUCKET = new BucketName("b");
  private static final Reply OK = Reply.of(200, "ETag: \"e\"\r\n", "");

  private static String errorBody(String code, String more) {
    return "<Error><Code>" + code + "</Code><Message>m</Message>" + more + "</Error>";
  }

  private static void put(ObjectStore store) {
    store.putObject(
        ObjectRef.current(BUCKET, ObjectKey.of("k")),
        ObjectAttributes.NONE,
        ObjectBody.of(new byte[] {1, 2, 3}),
        WriteOptions.PLAIN);
  }

  private static ScriptedServer serve(Function<Request, Reply> script) throws IOException {
    return ScriptedServer.start(script);
  }

  @Test
  void signsForTheRegionThatTheStoreNamesAndRemembersIt() throws IOException {
    try (ScriptedServer server =
            serve(request ->
                request.header("authorization").contains("/eu-west-3/")
                    ? OK
                    : Reply.of(
                        400,
                        "",
                        errorBody("AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>")));
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      put(store);
      put(store);
      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().getLast().body()).isEqualTo("\u0001\u0002\u0003");
    }
  }

  @Test
  void asksWhyAHeadWasRefused() throws IOException {
    try (ScriptedServer server =
            serve(request -> {
              if (request.header("authorization").contains("/eu-west-3/")) {
                return OK;
              }
              String body = errorBody("AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>");
              return request.line().startsWith("HEAD")
                  ? Reply.raw("HTTP/1.1 400 X\r\nContent-Length: 9\r\n\r\n")
                  : Reply.of(400, "", body);
            });
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      store.headBucket(BUCKET);
      assertThat(server.requests().getLast().line()).startsWith("HEAD");
    }
  }

  @Test
  void learnsFromAGetWhyAHeadOfAnObjectWasRefused() throws IOException {
    for (String code : new String[] {"ExpiredToken", "AccessDenied", "RequestTimeout"}) {
      try (ScriptedServer server =
              serve(request ->
                  request.line().startsWith("HEAD")
                      ? Reply.raw("HTTP/1.1 403 X\r\nContent-Length: 9\r\n\r\n")
                      : Reply.of(403, "", errorBody(code, "")));
          ObjectStore store = S3ObjectStoreTest.store(server)) {
        assertThat(headFailure(store).failure().detail().code()).isEqualTo(code);
      }
    }
  }

  @Test
  void takesARefusedHeadForPassingWhereTheGetIsAnswered() throws IOException {
    String object =
        "ETag: \"e\"\r\nLast-Modified: Mon, 23 Nov 2026 12:00:00 GMT\r\nContent-Range: bytes 0-0/3\r\n";
    for (Reply answered :
        new Reply[] {
          Reply.of(206, object, "x"), Reply.of(416, "", errorBody("InvalidRange", ""))
        }) {
      try (ScriptedServer server =
              serve(request ->
                  request.line().startsWith("HEAD")
                      ? Reply.raw("HTTP/1.1 409 X\r\nContent-Length: 9\r\n\r\n")
                      : answered);
          ObjectStore store = S3ObjectStoreTest.store(server)) {
        assertThat(headFailure(store).failure()).isInstanceOf(StoreFailure.Transient.class);
        assertThat(headFailure(store)).hasMessageContaining("HTTP 409");
      }
    }
  }

  private static StoreException headFailure(ObjectStore store) {
    return catchThrowableOfType(
        StoreException.class,
        () -> store.headObject(ObjectRef.current(BUCKET, ObjectKey.of("k")), ReadOptions.PLAIN));
  }

  @Test
  void showsItsCredentialsToNoOtherHost() throws IOException {
    try (ScriptedServer thief = serve(_ -> OK)) {
      String there = thief.url() + "/b/k";
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        Reply redirect =
            Reply.of(
                status,
                "Location: " + there + "\r\nx-amz-bucket-region: eu-west-1\r\n",
                errorBody(
                    "PermanentRedirect",
                    "<Endpoint>" + thief.origin().authority() + "</Endpoint>"));
        try (ScriptedServer server = serve(_ -> redirect);
            ObjectStore store = S3ObjectStoreTest.store(server)) {
          StoreException failure = catchThrowableOfType(StoreException.class, () -> put(store));
          assertThat(failure.failure()).isInstanceOf(StoreFailure.Refused.class);
        }
      }
      assertThat(thief.connections()).isZero();
    }
  }

  @Test
  void keepsAStreamForTheCorrectedRequest() throws IOException {
    byte[] bytes = new byte[1 << 20];
    try (ScriptedServer server =
            serve(request ->
                request.header("authorization").contains("/eu-west-3/")
                    ? OK
                    : Reply.of(
                            400,
                            "",
                            errorBody("AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>"))
                        .early());
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      store.putObject(
          ObjectRef.current(BUCKET, ObjectKey.of("k")),
          ObjectAttributes.NONE,
          new ObjectBody.Streamed(
              Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length),
          WriteOptions.PLAIN);
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().getLast().body()).hasSize(bytes.length);
    }
  }

  @Test
  void takesNoRegionThatCouldNameAHost() throws IOException {
    Reply redirect =
        Reply.of(301, "", errorBody("PermanentRedirect", "<Region>evil.example/</Region>"));
    try (ScriptedServer server = serve(_ -> redirect);
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      assertThat(catchThrowableOfType(StoreException.class, () -> put(store))).isNotNull();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void hashesBodiesOnceTheStoreWantsIt() throws IOException {
    try (ScriptedServer server =
            serve(request ->
                request.header("x-amz-content-sha256").equals("UNSIGNED-PAYLOAD")
                    ? Reply.of(400, "", errorBody("XAmzContentSHA256Mismatch", ""))
                    : OK);
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      put(store);
      put(store);
      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().getLast().header("x-amz-content-sha256"))
          .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
    }
  }

  @Test
  void correctsItsClockByTheStoresAndSaysSo() throws IOException {
    List<String> notices = new CopyOnWriteArrayList<>();
    String late = "Date: Mon, 23 Nov 2026 18:30:00 GMT\r\n";
    try (ScriptedServer server =
            serve(request ->
                request.header("x-amz-date").equals("20261123T183000Z")
                    ? OK
                    : Reply.of(403, late, errorBody("RequestTimeTooSkewed", "")));
        ObjectStore store = S3ObjectStoreTest.store(server, notices::add)) {
      put(store);
      put(store);
      assertThat(server.requests()).hasSize(3);
      assertThat(notices)
          .containsExactly(
              "the clock of st is 9000 seconds ahead of this machine's; requests are signed by its time");
    }
  }

  @Test
  void tellsByHowMuchClocksDifferWhenCorrectingDoesNotHelp() throws IOException {
    Reply skewed =
        Reply.of(
            403, "Date: Mon, 23 Nov 2026 18:30:00 GMT\r\n", errorBody("RequestTimeTooSkewed", ""));
    try (ScriptedServer server = serve(_ -> skewed);
        ObjectStore store = S3ObjectStoreTest.store(server)) {
      StoreException failure = catchThrowableOfType(StoreException.class, () -> put(store));
      assertThat(failure.failure())
          .isInstanceOfSatisfying(
              StoreFailure.ClockSkewed.class,
              e -> assertThat(e.ahead()).isEqualTo(Duration.ofMinutes(150)));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void looksForOtherCredentialsOnceTheseHaveExpired() throws IOException {
    AtomicReference<AwsCredentials> current =
        new AtomicReference<>(AwsCredentials.lasting("OLD", Secret.of("s")));
    CredentialSource source =
        new CredentialSource() {
          @Override
          public AwsCredentials current() {
            return current.get();
          }

          @Override
          public void expired(AwsCredentials refused) {
            assertThat(refused.accessKeyId()).isEqualTo("OLD");
            current.set(new AwsCredentials("NEW", Secret.of("s"), Secret.of("tok"), Instant.MAX));
          }
        };
    try (ScriptedServer server =
            serve(request ->
                request.header("authorization").contains("=NEW/")
                        && request.header("x-amz-security-token").equals("tok")
                    ? OK
                    : Reply.of(400, "", errorBody("ExpiredToken", "")));
        ObjectStore store =
            S3Stores.of(
                S3Settings.of("st", server.url(), "us-east-1", source),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))) {
      StoreException failure = catchThrowableOfType(StoreException.class, () -> put(store));
      assertThat(failure.failure()).isInstanceOf(StoreFailure.Expired.class);
      put(store);
    }
  }

  @Test
  void takesCredentialsThatAreMissingForAWhileForAFailureThatMayPass() throws IOException {
    AtomicBoolean there = new AtomicBoolean();
    CredentialSource source =
        () -> {
          if (there.get()) {
            return AwsCredentials.lasting("KEY", Secret.of("s"));
          }
          throw new NoCredentialsException("the role can't be assumed", new IOException());
        };
    try (ScriptedServer server = serve(_ -> OK);
        ObjectStore store =
            S3Stores.of(
                S3Settings.of("st", server.url(), "us-east-1", source),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))) {
      StoreException never = catchThrowableOfType(StoreException.class, () -> put(store));
      assertThat(never.failure()).isInstanceOf(StoreFailure.Denied.class);
      there.set(true);
      put(store);
      there.set(false);

      StoreException passing = catchThrowableOfType(StoreException.class, () -> put(store));

      assertThat(passing.failure()).isInstanceOf(StoreFailure.Transient.class);
    }
  }
}
