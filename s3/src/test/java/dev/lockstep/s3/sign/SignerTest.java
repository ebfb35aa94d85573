package dev.lockstep.s3.sign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.s3.wire.WireText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignerTest {
  private static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  private static final AwsCredentials DOCUMENTED =
      AwsCredentials.lasting("AKIAIOSFODNN7EXAMPLE", SECRET);
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  /// The examples of "Authenticating Requests (AWS Signature Version 4)" in Amazon S3's API
  /// reference.
  @Test
  void signsAsAmazonDocuments() {
    assertThat(
            documented("GET", "/test.txt", "", new HeaderLines().set("range", "bytes=0-9"), EMPTY))
        .endsWith("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    assertThat(
            documented(
                "PUT",
                "/test%24file.text",
                "",
                new HeaderLines()
                    .set("date", "Fri, 24 May 2013 00:00:00 GMT")
                    .set("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"))
        .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    assertThat(documented("GET", "/", "lifecycle=", new HeaderLines(), EMPTY))
        .endsWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    assertThat(documented("GET", "/", "max-keys=2&prefix=J", new HeaderLines(), EMPTY))
        .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  private static String documented(
      String method, String path, String query, HeaderLines headers, String payload) {
    RequestLine line =
        new RequestLine(method, "examplebucket.s3.amazonaws.com", path, query, false);
    long time = Instant.parse("2013-05-24T00:00:00Z").toEpochMilli();
    return authorization(new Signer().sign(line, headers, payload, DOCUMENTED, "us-east-1", time));
  }

  private static String authorization(WireText head) {
    String text = head.toString();
    int from = text.indexOf("authorization: ") + "authorization: ".length();
    return text.substring(from, text.indexOf('\r', from));
  }

  /// One signer for all: so keys, days and regions change between two requests too.
  @Test
  void signsAsBotocoreDoes() throws IOException {
    Signer signer = new Signer();
    int vectors = 0;
    for (String line : vectors()) {
      String[] fields = line.split("\t", -1);
      assertThat(authorization(sign(signer, fields))).as(line).isEqualTo(fields[9]);
      vectors++;
    }
    assertThat(vectors).isEqualTo(400);
  }

  private static WireText sign(Signer signer, String[] fields) {
    WireText path = new WireText().put('/');
    PercentEncoding.putPath(path, HexFormat.of().parseHex(fields[2]));
    HeaderLines headers = new HeaderLines();
    for (String pair : pairs(fields[4])) {
      headers.set(text(pair.split("=", -1)[0]), text(pair.split("=", -1)[1]));
    }
    String body = fields[5].equals("-") ? "" : fields[5];
    String payload =
        body.equals("U")
            ? Signer.UNSIGNED_PAYLOAD
            : signer.hashOf(ByteBuffer.wrap(HexFormat.of().parseHex(body)));
    RequestLine line =
        new RequestLine(fields[0], fields[1], path.toString(), query(fields[3]), false);
    long time = Long.parseLong(fields[8]) * 1000;
    return signer.sign(line, headers, payload, credentials(fields[6]), fields[7], time);
  }

  private static String query(String field) {
    WireText query = new WireText();
    for (String pair : pairs(field)) {
      if (query.length() > 0) {
        query.put('&');
      }
      query.put(text(pair.split("=", -1)[0])).put('=');
      PercentEncoding.putQuery(query, HexFormat.of().parseHex(pair.split("=", -1)[1]));
    }
    return query.toString();
  }

  private static AwsCredentials credentials(String token) {
    @Nullable Secret session = token.isEmpty() ? null : Secret.of(text(token));
    return new AwsCredentials("AKIDEXAMPLE", SECRET, session, null);
  }

  private static List<String> pairs(String field) {
    return field.isEmpty() ? List.of() : List.of(field.split(",", -1));
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
  }

  private static List<String> vectors() throws IOException {
    InputStream in = SignerTest.class.getResourceAsStream("vectors.tsv");
    assertThat(in).isNotNull();
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @Test
  void writesTheHeadAsItIsSigned() {
    HeaderLines headers = new HeaderLines().set("x-amz-meta-a", "two  blanks").set("range", "r");
    RequestLine line = new RequestLine("GET", "host:1", "/b/k", "q=1", false);

    WireText head =
        new Signer().sign(line, headers, Signer.UNSIGNED_PAYLOAD, DOCUMENTED, "r", 1_000_000_000L);

    assertThat(head.toString())
        .startsWith(
            """
            GET /b/k?q=1 HTTP/1.1
            host: host:1
            range: r
            x-amz-content-sha256: UNSIGNED-PAYLOAD
            x-amz-date: 19700112T134640Z
            x-amz-meta-a: two  blanks
            authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/19700112/r/s3/aws4_request, \
            SignedHeaders=host;range;x-amz-content-sha256;x-amz-date;x-amz-meta-a, Signature=\
            """
                .replace("\n", "\r\n"))
        .endsWith("\r\n");
  }

  @Test
  void tellsAProxyTheWholeUrl() {
    RequestLine line = new RequestLine("GET", "host:1", "/b/k", "", true);

    WireText head =
        new Signer().sign(line, new HeaderLines(), Signer.UNSIGNED_PAYLOAD, DOCUMENTED, "r", 0L);

    assertThat(head.toString()).startsWith("GET http://host:1/b/k HTTP/1.1\r\n");
  }
}
