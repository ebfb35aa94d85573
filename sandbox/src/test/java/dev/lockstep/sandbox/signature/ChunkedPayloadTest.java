package dev.lockstep.sandbox.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.sandbox.http.HttpRequest;
import dev.lockstep.sandbox.http.RequestText;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Bodies in chunks: the example of Amazon's documentation, and what may be wrong with one.
class ChunkedPayloadTest {
  private static final AccessKey KEY =
      new AccessKey(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Account.LOCKSTEP);
  private static final String HEAD =
      """
      PUT /examplebucket/chunkObject.txt HTTP/1.1
      Host: s3.amazonaws.com
      x-amz-date: 20130524T000000Z
      x-amz-storage-class: REDUCED_REDUNDANCY
      Authorization: AWS4-HMAC-SHA256 \
      Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=\
      content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;\
      x-amz-decoded-content-length;x-amz-storage-class,\
      Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9
      x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD
      Content-Encoding: aws-chunked
      x-amz-decoded-content-length: 66560
      Content-Length: 66824
      """;
  private static final String BODY =
      chunk("10000", "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
          + "a".repeat(65_536)
          + "\r\n"
          + chunk("400", "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
          + "a".repeat(1024)
          + "\r\n"
          + chunk("0", "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9")
          + "\r\n";

  private static String chunk(String length, String signature) {
    return length + ";chunk-signature=" + signature + "\r\n";
  }

  @Test
  void theExampleIsReadAndVerified() throws IOException {
    Payload payload = payload(HEAD, BODY);

    assertThat(payload.length()).isEqualTo(66_560);
    assertThat(payload.readFully()).containsOnly('a');
    assertThat(payload.finish()).isEmpty();
  }

  @Test
  void aChangedByteIsFoundOut() {
    assertRefused(BODY.replace("aaa\r\n", "aab\r\n"), ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void aMissingChunkIsFoundOut() {
    int second = BODY.indexOf("400;");
    int last = BODY.lastIndexOf("0;chunk");

    assertRefused(
        BODY.substring(0, second) + BODY.substring(last), ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void aBodyThatEndsBeforeItsLastChunkIsIncomplete() {
    assertRefused(BODY.substring(0, BODY.lastIndexOf("0;chunk")), ErrorCode.INCOMPLETE_BODY);
  }

  @Test
  void trailersOfAnUnsignedBodyAreTold() throws IOException {
    Payload payload = unsigned("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", "5");

    assertThat(payload.readFully()).asString().isEqualTo("hello");
    assertThat(payload.finish()).isEqualTo(Map.of("x-amz-checksum-crc32", "NhCmhg=="));
  }

  @Test
  void moreBytesThanAnnouncedAreRefused() throws IOException {
    Payload payload = unsigned("5\r\nhello\r\n0\r\n\r\n", "4");
    payload.readFully();

    assertThatThrownBy(payload::finish).isInstanceOf(Refusal.class);
  }

  private static void assertRefused(String body, ErrorCode code) {
    assertThatThrownBy(
            () -> {
              Payload payload = payload(HEAD, body);
              payload.readFully();
              payload.finish();
            })
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private static Payload unsigned(String body, String length) throws IOException {
    HttpRequest request =
        RequestText.parse(
            "PUT /b/a HTTP/1.1\nHost: a\nx-amz-decoded-content-length: " + length + "\n", body);
    return Payload.of(
        request, new Signed(Account.LOCKSTEP, "STREAMING-UNSIGNED-PAYLOAD-TRAILER", null));
  }

  private static Payload payload(String head, String body) throws IOException {
    HttpRequest request = RequestText.parse(head, body);
    InstantSource clock = InstantSource.fixed(Instant.parse("2013-05-24T00:00:00Z"));
    return Payload.of(request, new Authenticator(List.of(KEY), clock).authenticate(request));
  }
}
