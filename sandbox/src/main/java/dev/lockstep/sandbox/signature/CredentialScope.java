package dev.lockstep.sandbox.signature;

import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.util.Arrays;

/// For what a signature is good: `KEY/20261123/us-east-1/s3/aws4_request`.
record CredentialScope(String accessKey, String date, String region) {
  static CredentialScope parse(String credential, ErrorCode malformed) {
    String[] words = credential.split("/", -1);
    int last = words.length - 1;
    if (last < 4 || !words[last].equals("aws4_request") || !words[last - 1].equals("s3")) {
      throw new Refusal(
          malformed,
          "The credential is malformed; expecting \"KEY/YYYYMMDD/REGION/s3/aws4_request\".");
    }
    String key = String.join("/", Arrays.copyOf(words, last - 3));
    return new CredentialScope(key, words[last - 3], words[last - 2]);
  }

  /// Without the access key.
  @Override
  public String toString() {
    return date + "/" + region + "/s3/aws4_request";
  }
}
