package dev.lockstep.sandbox.face;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.http.HttpHeaders;
import dev.lockstep.sandbox.signature.Payload;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;

/// A request that was understood and whose sender is known.
record S3Request(
    Operation operation,
    Account caller,
    Address address,
    Query query,
    HttpHeaders headers,
    Payload payload) {

  BucketName bucket() {
    BucketName bucket = address.bucket();
    if (bucket == null) {
      throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED);
    }
    return bucket;
  }

  ObjectKey key() {
    return address.key();
  }

  /// The object meant, with the version where one is.
  ObjectRef ref() {
    return new ObjectRef(bucket(), key(), query.versionId());
  }
}
