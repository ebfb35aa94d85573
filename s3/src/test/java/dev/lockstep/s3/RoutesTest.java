package dev.lockstep.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.BucketName;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.s3.wire.Proxies;
import dev.lockstep.s3.wire.TimeLimits;
import dev.lockstep.s3.wire.TlsTrust;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static Routes routes(@Nullable String endpoint, String region, Addressing addressing) {
    CredentialSource credentials = CredentialSource.of(AwsCredentials.lasting("A", Secret.of("s")));
    return new Routes(
        new S3Settings(
            "st",
            endpoint == null ? null : URI.create(endpoint),
            region,
            addressing,
            credentials,
            TlsTrust.of(null),
            Proxies.NONE,
            TimeLimits.USUAL,
            notice -> {}));
  }

  private static String url(Routes routes, String bucket) {
    Route route = routes.of(new BucketName(bucket));
    return route.origin() + route.pathStart();
  }

  @Test
  void putsTheBucketIntoTheHostAtAmazon() {
    Routes amazon = routes(null, "eu-west-1", Addressing.AUTO);

    assertThat(url(amazon, "photos")).isEqualTo("https://photos.s3.eu-west-1.amazonaws.com");
    assertThat(url(amazon, "with.dots")).isEqualTo("https://s3.eu-west-1.amazonaws.com/with.dots");
    assertThat(url(amazon, "Upper")).isEqualTo("https://s3.eu-west-1.amazonaws.com/Upper");
    assertThat(url(routes(null, "eu-west-1", Addressing.PATH), "photos"))
        .isEqualTo("https://s3.eu-west-1.amazonaws.com/photos");
  }

  @Test
  void knowsTheDomainsOfAmazonsPartitions() {
    assertThat(url(routes(null, "cn-north-1", Addressing.AUTO), "b"))
        .isEqualTo("https://b.s3.cn-north-1.amazonaws.com.cn");
    assertThat(url(routes(null, "eusc-de-east-1", Addressing.AUTO), "b"))
        .isEqualTo("https://b.s3.eusc-de-east-1.amazonaws.eu");
  }

  @Test
  void putsTheBucketIntoThePathElsewhere() {
    assertThat(url(routes("http://minio:9000", "r", Addressing.AUTO), "photos"))
        .isEqualTo("http://minio:9000/photos");
    assertThat(url(routes("https://gateway/s3/", "r", Addressing.AUTO), "photos"))
        .isEqualTo("https://gateway/s3/photos");
    assertThat(url(routes("http://minio:9000", "r", Addressing.VIRTUAL), "photos"))
        .isEqualTo("http://photos.minio:9000");
  }

  @Test
  void seesTheRegionInAmazonsHostNames() {
    assertThat(AmazonHosts.regionOf("b.s3-us-west-2.amazonaws.com")).isEqualTo("us-west-2");
    assertThat(AmazonHosts.regionOf("b.s3.eu-central-1.amazonaws.com")).isEqualTo("eu-central-1");
    assertThat(AmazonHosts.regionOf("s3.cn-north-1.amazonaws.com.cn")).isEqualTo("cn-north-1");
    assertThat(AmazonHosts.regionOf("b.s3.amazonaws.com")).isEmpty();
    assertThat(AmazonHosts.regionOf("b.s3.eu-central-1.amazonaws.com.evil.example")).isEmpty();
    assertThat(AmazonHosts.regionOf("127.0.0.1:9000")).isEmpty();
  }

  @Test
  void followsABucketToAnotherRegionAndRemembers() {
    BucketName bucket = new BucketName("b");
    Routes amazon = routes(null, "us-east-1", Addressing.AUTO);
    amazon.moved(bucket, "ap-south-1");
    assertThat(url(amazon, "b")).isEqualTo("https://b.s3.ap-south-1.amazonaws.com");
    assertThat(url(amazon, "c")).isEqualTo("https://c.s3.us-east-1.amazonaws.com");

    Routes other = routes("http://minio:9000", "us-east-1", Addressing.AUTO);
    other.moved(bucket, "here");
    assertThat(url(other, "b")).isEqualTo("http://minio:9000/b");
    assertThat(other.of(bucket).region()).isEqualTo("here");
  }
}
