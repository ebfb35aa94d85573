package dev.lockstep.s3;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;

/// HeadObject and GetObject.
final class ObjectReads {
  private final Requester requester;

  ObjectReads(Requester requester) {
    this.requester = requester;
  }

  ObjectHead head(ObjectRef object, ReadOptions options) {
    S3Call call = call("HeadObject", "HEAD", object, options);
    try (Answer answer = requester.send(call)) {
      return ObjectHeads.read(answer);
    }
  }

  FetchedObject fetch(ObjectRef object, ReadOptions options) {
    Answer answer = requester.send(call("GetObject", "GET", object, options));
    boolean done = false;
    try {
      FetchedAnswer fetched = FetchedAnswer.of(answer);
      checkRange(answer, fetched, options.range());
      done = true;
      return fetched;
    } finally {
      if (!done) {
        answer.close();
      }
    }
  }

  private static S3Call call(String name, String method, ObjectRef object, ReadOptions options) {
    Query query = new Query();
    if (options.partNumber() > 0) {
      query.and("partNumber", Integer.toString(options.partNumber()));
    }
    query.andIf("versionId", object.version() == null ? null : object.version().value());
    S3Call call = S3Call.of(name, method, object, Manner.READ).query(query.text());
    if (options.ifMatch() != null) {
      call.header("if-match", options.ifMatch().quoted());
    }
    if (options.range() != null) {
      call.header("range", options.range().toString());
    }
    return options.checksums() ? call.header("x-amz-checksum-mode", "ENABLED") : call;
  }

  /// A store may ignore that a range was asked for, and must not be believed that this is it.
  private static void checkRange(
      Answer answer, FetchedAnswer fetched, @org.jspecify.annotations.Nullable ByteRange range) {
    if (range == null) {
      return;
    }
    long expected = Math.min(range.length(), fetched.head().size() - range.first());
    if (fetched.offset() != range.first() || fetched.length() != expected) {
      throw answer
          .failures()
          .unsupported(
              answer.call(),
              "RangeIgnored",
              range + " was asked for, and " + fetched.length() + " bytes came");
    }
  }
}
