package dev.lockstep.benchmarks.requests;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// AWS's SDK, synchronous and lean: checksums only where required, no chunked encoding.
final class AwsSdk implements Contender {
  private static final byte[] BODY = new byte[Operation.OBJECT_BYTES];

  private final S3Client client;

  AwsSdk(Target target) {
    TrustedCertificate trusted = new TrustedCertificate(target.certificate());
    UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder();
    if (target.tls()) {
      http.tlsTrustManagersProvider(() -> {
        try {
          return trusted.managers();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      });
    }
    client =
        S3Client.builder()
            .httpClientBuilder(http)
            .endpointOverride(URI.create(target.url()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Target.ACCESS_KEY, Target.SECRET_KEY)))
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD))
            .build();
  }

  @Override
  public String name() {
    return "aws sdk";
  }

  @Override
  public int slowness() {
    return 10;
  }

  @Override
  public long run(Operation operation, int requests) throws Exception {
    return VirtualThreads.run(
        requests,
        share -> {
          long seen = 0;
          for (int i = 0; i < share; i++) {
            seen += once(operation);
          }
          return seen;
        });
  }

  private long once(Operation operation) {
    return switch (operation) {
      case PUT ->
          etag(
              client
                  .putObject(
                      put -> put.bucket(Target.BUCKET).key(Target.KEY), RequestBody.fromBytes(BODY))
                  .eTag());
      case GET -> {
        ResponseBytes<GetObjectResponse> object =
            client.getObjectAsBytes(fetch -> fetch.bucket(Target.BUCKET).key(Target.KEY));
        byte[] bytes = object.asByteArrayUnsafe();
        yield Seen.bytes(bytes, 0, bytes.length);
      }
      case HEAD -> {
        HeadObjectResponse head =
            client.headObject(ask -> ask.bucket(Target.BUCKET).key(Target.KEY));
        yield head.contentLength() + etag(head.eTag());
      }
      case COPY ->
          etag(
              client
                  .copyObject(copy ->
                      copy.sourceBucket(Target.BUCKET)
                          .sourceKey(Target.KEY)
                          .destinationBucket(Target.BUCKET)
                          .destinationKey(Target.KEY))
                  .copyObjectResult()
                  .eTag());
      case LIST -> seen(client.listObjectsV2(list -> list.bucket(Target.BUCKET)));
    };
  }

  private static int etag(String quoted) {
    return quoted.substring(1, quoted.length() - 1).hashCode();
  }

  private static long seen(ListObjectsV2Response page) {
    List<S3Object> rows = page.contents();
    long seen = page.isTruncated() ? 1 : 0;
    for (S3Object row : rows) {
      String key = row.key();
      seen += row.size() + row.lastModified().toEpochMilli() + key.charAt(key.length() - 9);
      seen += key.length();
    }
    return seen;
  }

  @Override
  public void close() {
    client.close();
  }
}
