package dev.lockstep.s3.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key of one day, region and owner, from which all signatures of that day are made.
final class SigningKey {
  private final AwsCredentials credentials;
  private final String date;
  private final String region;
  private final SecretKeySpec key;
  private final String scope;

  private SigningKey(AwsCredentials credentials, String date, String region, byte[] key) {
    this.credentials = credentials;
    this.date = date;
    this.region = region;
    this.key = new SecretKeySpec(key, "HmacSHA256");
    scope = date + '/' + region + "/s3/aws4_request";
  }

  static SigningKey derive(AwsCredentials credentials, String date, String region, Mac mac) {
    try {
      byte[] key = ("AWS4" + credentials.secretKey().reveal()).getBytes(UTF_8);
      for (String step : new String[] {date, region, "s3", "aws4_request"}) {
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        key = mac.doFinal(step.getBytes(UTF_8));
      }
      return new SigningKey(credentials, date, region, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 does not work in this JDK", e);
    }
  }

  boolean is(AwsCredentials otherCredentials, String otherDate, String otherRegion) {
    return credentials.equals(otherCredentials)
        && date.equals(otherDate)
        && region.equals(otherRegion);
  }

  SecretKeySpec key() {
    return key;
  }

  /// `20261123/us-east-1/s3/aws4_request`.
  String scope() {
    return scope;
  }
}
