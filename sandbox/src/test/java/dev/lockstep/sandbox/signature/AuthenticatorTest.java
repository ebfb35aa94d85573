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
import org.junit.jupiter.api.Test;

/// Signatures, with the examples that Amazon's documentation of Signature Version 4 gives, its keys
/// and its day.
class AuthenticatorTest {
  private static final AccessKey KEY =
      new AccessKey(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Account.LOCKSTEP);
  private static final String NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String CREDENTIAL =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,";
  private static final String READ_SIGNATURE =
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
  private static final String PRESIGNED =
      """
      GET /test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
      &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
      &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
      &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404 HTTP/1.1
      Host: examplebucket.s3.amazonaws.com
      """;

  @Test
  void aSignedReadIsWhose() throws IOException {
    assertThat(sent(read(), 0)).isEqualTo(Account.LOCKSTEP);
  }

  @Test
  void aSignedWriteIsWhose() throws IOException {
    String request =
        """
        PUT /test%24file.text HTTP/1.1
        Host: examplebucket.s3.amazonaws.com
        Date: Fri, 24 May 2013 00:00:00 GMT
        x-amz-date: 20130524T000000Z
        x-amz-storage-class: REDUCED_REDUNDANCY
        x-amz-content-sha256: 44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072
        """;
    String authorization =
        CREDENTIAL
            + "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
            + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd";

    assertThat(sent(request + "Authorization: " + authorization + "\n", 0))
        .isEqualTo(Account.LOCKSTEP);
  }

  @Test
  void aSubresourceWithoutAValueIsSignedWithAnEmptyOne() throws IOException {
    String request =
        list("?lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");

    assertThat(sent(request, 0)).isEqualTo(Account.LOCKSTEP);
  }

  @Test
  void parametersAreSignedInOrderHoweverTheyAreSent() throws IOException {
    String signature = "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7";

    assertThat(sent(list("?max-keys=2&prefix=J", signature), 0)).isEqualTo(Account.LOCKSTEP);
    assertThat(sent(list("?prefix=J&max-keys=2", signature), 0)).isEqualTo(Account.LOCKSTEP);
  }

  @Test
  void aPresignedReadIsWhoseUntilItExpires() throws IOException {
    assertThat(sent(PRESIGNED, 86_400)).isEqualTo(Account.LOCKSTEP);
    assertRefused(PRESIGNED, 86_401, ErrorCode.REQUEST_EXPIRED);
  }

  @Test
  void aRequestIsGoodForAQuarterOfAnHourBothWays() throws IOException {
    String request = read();

    assertThat(sent(request, 900)).isEqualTo(Account.LOCKSTEP);
    assertThat(sent(request, -900)).isEqualTo(Account.LOCKSTEP);
    assertRefused(request, 901, ErrorCode.REQUEST_TIME_TOO_SKEWED);
    assertRefused(request, -901, ErrorCode.REQUEST_TIME_TOO_SKEWED);
  }

  @Test
  void anotherRequestThanTheOneSignedIsRefused() {
    String signed = read();

    ErrorCode refused = ErrorCode.SIGNATURE_DOES_NOT_MATCH;
    assertRefused(signed.replace("GET", "PUT"), 0, refused);
    assertRefused(signed.replace("/test.txt", "/test.txu"), 0, refused);
    assertRefused(signed.replace("/test.txt", "/test.txt?acl"), 0, refused);
    assertRefused(signed.replace("bytes=0-9", "bytes=0-8"), 0, refused);
    assertRefused(signed.replace("examplebucket", "otherbucket"), 0, refused);
    assertRefused(signed.replace(NOTHING, "UNSIGNED-PAYLOAD"), 0, refused);
    assertRefused(PRESIGNED.replace("86400", "86401"), 0, refused);
  }

  @Test
  void aHeaderOfAmazonsHasToBeSigned() {
    String request = read() + "x-amz-acl: public-read\n";

    assertRefused(request, 0, ErrorCode.ACCESS_DENIED);
  }

  @Test
  void anUnknownKeyIsRefused() {
    String request = read();

    assertRefused(request.replace("AKIAI", "AKIAJ"), 0, ErrorCode.INVALID_ACCESS_KEY);
  }

  @Test
  void aRequestWithoutASignatureIsNobodys() throws IOException {
    assertThat(sent("GET /test.txt HTTP/1.1\nHost: a\n", 0)).isEqualTo(Account.ANONYMOUS);
  }

  @Test
  void whatIsNoSignatureIsRefusedAndNeverNobodys() {
    String bare =
        "GET / HTTP/1.1\nHost: a\nx-amz-content-sha256: x\nx-amz-date: 20130524T000000Z\n";

    for (String header :
        List.of("", "AWS key:signature", "AWS4-HMAC-SHA256", "Basic x", CREDENTIAL)) {
      assertThatThrownBy(() -> sent(bare + "Authorization: " + header + "\n", 0))
          .as(header)
          .isInstanceOf(Refusal.class);
    }
  }

  @Test
  void theSecretIsNotPrinted() {
    assertThat(KEY.toString()).doesNotContain(KEY.secret());
  }

  private static String read() {
    return "GET /test.txt HTTP/1.1\nHost: examplebucket.s3.amazonaws.com\nRange: bytes=0-9\n"
        + "Authorization: %sSignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=%s\n"
            .formatted(CREDENTIAL, READ_SIGNATURE)
        + "x-amz-content-sha256: %s\nx-amz-date: 20130524T000000Z\n".formatted(NOTHING);
  }

  private static String list(String query, String signature) {
    return "GET /%s HTTP/1.1\nHost: examplebucket.s3.amazonaws.com\n".formatted(query)
        + "Authorization: %sSignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=%s\n"
            .formatted(CREDENTIAL, signature)
        + "x-amz-content-sha256: %s\nx-amz-date: 20130524T000000Z\n".formatted(NOTHING);
  }

  private static Account sent(String request, long secondsLater) throws IOException {
    Instant now = Instant.parse("2013-05-24T00:00:00Z").plusSeconds(secondsLater);
    HttpRequest parsed = RequestText.parse(request);
    return new Authenticator(List.of(KEY), InstantSource.fixed(now)).authenticate(parsed).account();
  }

  private static void assertRefused(String request, long secondsLater, ErrorCode code) {
    assertThatThrownBy(() -> sent(request, secondsLater))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
