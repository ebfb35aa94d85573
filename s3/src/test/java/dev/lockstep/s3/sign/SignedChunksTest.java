package dev.lockstep.s3.sign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.Checksum;
import dev.lockstep.s3.wire.BodyChunks;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SignedChunksTest {
  private static final AwsCredentials DOCUMENTED =
      AwsCredentials.lasting(
          "AKIAIOSFODNN7EXAMPLE", Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

  /// The example of "Signature Calculations for the Authorization Header: Transferring Payload in
  /// Multiple Chunks" in Amazon S3's API reference.
  @Test
  void signsTheChunksAsAmazonDocuments() {
    Signer signer = new Signer();
    assertThat(sign(signer, 66_824))
        .contains("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9\r\n");
    SignedChunks chunks = Objects.requireNonNull(signer.chunks());

    assertThat(text(chunks.before(letters(65_536))))
        .isEqualTo(
            "10000;chunk-signature="
                + "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n");
    assertThat(text(chunks.before(letters(1024))))
        .isEqualTo(
            "\r\n400;chunk-signature="
                + "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n");
    assertThat(text(chunks.behind()))
        .isEqualTo(
            "\r\n0;chunk-signature="
                + "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n");
    assertThat(chunks.wireLength(66_560, 65_536)).isEqualTo(66_824);
  }

  /// The example of "Signature Calculations for the Authorization Header: Including Trailing
  /// Headers" in Amazon S3's API reference.
  @Test
  void signsATrailingChecksumAsAmazonDocuments() {
    Signer signer = new Signer();
    RequestLine line =
        new RequestLine("PUT", "s3.amazonaws.com", "/examplebucket/chunkObject.txt", "", false);
    HeaderLines headers =
        new HeaderLines()
            .set("content-encoding", "aws-chunked")
            .set("x-amz-decoded-content-length", "66560")
            .set("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .set("x-amz-trailer", "x-amz-checksum-crc32c");
    long time = Instant.parse("2013-05-24T00:00:00Z").toEpochMilli();
    assertThat(
            signer
                .sign(line, headers, SignedChunks.TRAILER_PAYLOAD, DOCUMENTED, "us-east-1", time)
                .toString())
        .contains("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e\r\n");
    SignedChunks chunks =
        Objects.requireNonNull(signer.chunks())
            .with(new TrailingChecksum(Checksum.Algorithm.CRC32C));

    assertThat(text(chunks.before(letters(65_536))))
        .endsWith("b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n");
    assertThat(text(chunks.before(letters(1024))))
        .endsWith("1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n");
    assertThat(text(chunks.behind()))
        .isEqualTo(
            "\r\n0;chunk-signature="
                + "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
                + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
                + "x-amz-trailer-signature:"
                + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n");
  }

  @Test
  void leavesTheChunkToBeSent() {
    ByteBuffer chunk = letters(10);

    chunks().before(chunk);

    assertThat(chunk.remaining()).isEqualTo(10);
  }

  @Test
  void knowsBeforehandHowLongItWillBe() {
    for (int length :
        new int[] {
          0, 1, 15, 16, 4096, BodyChunks.SIZE - 1, BodyChunks.SIZE, 3 * BodyChunks.SIZE, 500_000
        }) {
      for (BodyChunks chunks : kinds()) {
        long sent = 0;
        for (int left = length; left > 0; left -= BodyChunks.SIZE) {
          ByteBuffer chunk = letters(Math.min(left, BodyChunks.SIZE));
          sent += chunks.before(chunk).remaining() + chunk.remaining();
        }
        sent += chunks.behind().remaining();
        assertThat(chunks.wireLength(length)).as("of %s bytes", length).isEqualTo(sent);
      }
    }
  }

  private static List<BodyChunks> kinds() {
    List<BodyChunks> kinds = new ArrayList<>();
    kinds.add(chunks());
    for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
      kinds.add(chunks().with(new TrailingChecksum(algorithm)));
      kinds.add(new UnsignedChunks(new TrailingChecksum(algorithm)));
    }
    return kinds;
  }

  @Test
  void unsignedChunksAreFollowedByTheChecksum() {
    UnsignedChunks chunks = new UnsignedChunks(new TrailingChecksum(Checksum.Algorithm.CRC32C));

    assertThat(text(chunks.before(letters(65_536)))).isEqualTo("10000\r\n");
    assertThat(text(chunks.before(letters(1024)))).isEqualTo("\r\n400\r\n");
    assertThat(text(chunks.behind())).isEqualTo("\r\n0\r\nx-amz-checksum-crc32c:sOO8/Q==\r\n\r\n");
  }

  @Test
  void signsNoChunksOfABodyThatGoesAsItIs() {
    Signer signer = new Signer();
    sign(signer, 1);
    RequestLine line = new RequestLine("GET", "host:1", "/b/k", "", false);
    signer.sign(line, new HeaderLines(), Signer.UNSIGNED_PAYLOAD, DOCUMENTED, "r", 0L);

    assertThat(signer.chunks()).isNull();
  }

  private static SignedChunks chunks() {
    Signer signer = new Signer();
    sign(signer, 1);
    return Objects.requireNonNull(signer.chunks());
  }

  private static String sign(Signer signer, long wireLength) {
    RequestLine line =
        new RequestLine("PUT", "s3.amazonaws.com", "/examplebucket/chunkObject.txt", "", false);
    HeaderLines headers =
        new HeaderLines()
            .set("content-encoding", "aws-chunked")
            .set("content-length", Long.toString(wireLength))
            .set("x-amz-decoded-content-length", "66560")
            .set("x-amz-storage-class", "REDUCED_REDUNDANCY");
    long time = Instant.parse("2013-05-24T00:00:00Z").toEpochMilli();
    return signer
        .sign(line, headers, SignedChunks.PAYLOAD, DOCUMENTED, "us-east-1", time)
        .toString();
  }

  private static ByteBuffer letters(int count) {
    byte[] letters = new byte[count];
    Arrays.fill(letters, (byte) 'a');
    return ByteBuffer.wrap(letters);
  }

  private static String text(ByteBuffer bytes) {
    return ISO_8859_1.decode(bytes).toString();
  }
}
