package dev.lockstep.benchmarks.requests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// What the server answers: canned, in the form that Amazon's has.
final class Answers {
  private static final String COMMON =
      """
      x-amz-id-2: vlR7PnpV2Ce81l0PRw6jlUpck7Jo5ZsQjryTjKlc5aLWGVHPZLj5NeC6qMa0emYBDXOo6QBU0Wo=
      x-amz-request-id: 0A49CE4060975EAC
      Date: Mon, 23 Nov 2026 16:01:53 GMT
      x-amz-server-side-encryption: AES256
      """;
  private static final String OBJECT =
      """
      Last-Modified: Sun, 22 Nov 2026 10:20:30 GMT
      ETag: "9b2cf535f27731c974343645a3985328"
      Accept-Ranges: bytes
      Content-Type: application/octet-stream
      x-amz-meta-origin: here
      """;
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";

  private final Map<Operation, byte[]> answers = new EnumMap<>(Operation.class);

  Answers() {
    byte[] object = new byte[Operation.OBJECT_BYTES];
    new Random(1).nextBytes(object);
    String etag = "ETag: \"9b2cf535f27731c974343645a3985328\"\n";
    answers.put(Operation.PUT, answer(etag, 0, new byte[0]));
    answers.put(Operation.GET, answer(OBJECT, object.length, object));
    answers.put(Operation.HEAD, answer(OBJECT, object.length, new byte[0]));
    answers.put(Operation.COPY, document(copyResult()));
    answers.put(Operation.LIST, document(page()));
  }

  byte[] of(Operation operation) {
    return Objects.requireNonNull(answers.get(operation));
  }

  private static byte[] document(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return answer("Content-Type: application/xml\n", body.length, body);
  }

  private static byte[] answer(String headers, int length, byte[] body) {
    String head =
        "HTTP/1.1 200 OK\n"
            + COMMON
            + headers
            + "Content-Length: "
            + length
            + "\nServer: AmazonS3\n\n";
    byte[] start = head.replace("\n", "\r\n").getBytes(ISO_8859_1);
    byte[] whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return whole;
  }

  private static String copyResult() {
    return XML
        + "<CopyObjectResult"
        + NAMESPACE
        + "<LastModified>2026-11-23T16:01:53.000Z</LastModified>"
        + "<ETag>&quot;9b2cf535f27731c974343645a3985328&quot;</ETag></CopyObjectResult>";
  }

  private static String page() {
    StringBuilder page = new StringBuilder(XML);
    page.append("<ListBucketResult").append(NAMESPACE).append("<Name>bucket</Name>");
    page.append("<Prefix></Prefix><KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys>");
    page.append("<EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>");
    page.append("<NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=");
    page.append("</NextContinuationToken>");
    Random random = new Random(7);
    byte[] digest = new byte[16];
    for (int i = 0; i < Operation.ROWS; i++) {
      random.nextBytes(digest);
      page.append("<Contents><Key>some/prefix/year%3D2026/part-").append(100_000 + i);
      page.append(".parquet</Key><LastModified>2026-11-22T10:20:3").append(i % 10);
      page.append(".000Z</LastModified><ETag>&quot;").append(HexFormat.of().formatHex(digest));
      page.append("&quot;</ETag><Size>").append(random.nextInt(1_000_000_000));
      page.append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }
    return page.append("</ListBucketResult>").toString();
  }
}
