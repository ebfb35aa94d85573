package dev.lockstep.s3;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.s3.sign.HeaderLines;
import org.jspecify.annotations.Nullable;

/// One S3 operation to be requested, before it is known over which host it goes. Built and used by
/// one thread.
final class S3Call {
  private final String name;
  private final String method;
  private final BucketName bucket;
  private final ObjectKey key;
  private final Manner manner;
  private final HeaderLines headers = new HeaderLines();
  private String query = Query.NONE;
  private ObjectBody body = ObjectBody.EMPTY;
  private boolean hashed;
  private boolean inChunks;
  private Checksum.@Nullable Algorithm trailer;
  private @Nullable String problem;

  private S3Call(String name, String method, BucketName bucket, ObjectKey key, Manner manner) {
    this.name = name;
    this.method = method;
    this.bucket = bucket;
    this.key = key;
    this.manner = manner;
  }

  /// @param name S3's name of the operation
  static S3Call of(String name, String method, BucketName bucket, Manner manner) {
    return new S3Call(name, method, bucket, ObjectKey.EMPTY, manner);
  }

  static S3Call of(String name, String method, ObjectRef object, Manner manner) {
    return new S3Call(name, method, object.bucket(), object.key(), manner);
  }

  S3Call query(String encoded) {
    query = encoded;
    return this;
  }

  /// Sets a header, unless there is no value for it.
  S3Call header(String headerName, @Nullable String value) {
    if (value != null) {
      try {
        headers.set(headerName, value);
      } catch (IllegalArgumentException e) {
        impossible(String.valueOf(e.getMessage()));
      }
    }
    return this;
  }

  /// Notes why the request can't be made; it will not be sent.
  void impossible(String why) {
    problem = why;
  }

  @Nullable String problem() {
    return problem;
  }

  S3Call body(ObjectBody value) {
    body = value;
    return this;
  }

  /// A document of ours, whose hash is always signed.
  S3Call document(byte[] value) {
    body = ObjectBody.of(value);
    hashed = true;
    return this;
  }

  /// Lets a checksum follow the body, which must be a stream with something in it.
  S3Call trailer(Checksum.Algorithm algorithm) {
    trailer = algorithm;
    return header("x-amz-trailer", algorithm.header());
  }

  /// The checksum that is to follow the body; null for none.
  Checksum.@Nullable Algorithm trailer() {
    return trailer;
  }

  /// Says in the headers that the body goes in chunks, which are of the journey only: how long it
  /// really is, and how it is encoded besides.
  void inChunks() {
    if (!inChunks) {
      inChunks = true;
      String own = headers.valueOf("content-encoding");
      boolean none = own == null || own.isEmpty();
      header("content-encoding", none ? "aws-chunked" : "aws-chunked," + own);
      header("x-amz-decoded-content-length", Long.toString(body.length()));
    }
  }

  String name() {
    return name;
  }

  String method() {
    return method;
  }

  BucketName bucket() {
    return bucket;
  }

  ObjectKey key() {
    return key;
  }

  String query() {
    return query;
  }

  HeaderLines headers() {
    return headers;
  }

  ObjectBody body() {
    return body;
  }

  Manner manner() {
    return manner;
  }

  boolean hashed() {
    return hashed;
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /// For messages.
  String where(String store) {
    return key.isEmpty() ? store + ':' + bucket : store + ':' + bucket + '/' + key;
  }
}
