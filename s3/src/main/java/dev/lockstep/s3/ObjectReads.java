package dev.lockstep.s3;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;

/// HeadObject and GetObject.
final class ObjectReads {
  private static final ByteRange FIRST_BYTE = new ByteRange(0, 0);

  private final Requester requester;

  ObjectReads(Requester requester) {
    this.requester = requester;
  }

  ObjectHead head(ObjectRef object, ReadOptions options) {
    S3Call call = call("HeadObject", "HEAD", object, options);
    try (Answer answer = requester.send(call)) {
      return ObjectHeads.read(answer);
    } catch (StoreException e) {
      throw switch (e.failure().detail().status()) {
        case 400, 403, 409 -> whyRefused(object, options, call, e);
        default -> e;
      };
    }
  }

  /// A HEAD's answer has no body to say what was wrong with it: access denied for good looks like
  /// credentials that have expired, a clock that is wrong, or a request that took too long. A GET
  /// of the first byte tells; if that is answered, so may the HEAD be next time.
  private StoreException whyRefused(
      ObjectRef object, ReadOptions options, S3Call call, StoreException refusal) {
    try {
      fetch(object, ReadOptions.PLAIN.ifMatch(options.ifMatch()).range(FIRST_BYTE)).close();
    } catch (StoreException e) {
      if (!e.failure().detail().code().equals("InvalidRange")) {
        return e;
      }
    }
    return requester.failures().passing(call, refusal.failure().detail());
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
    if (fetched.offset() != range.first() && answer.head().has(ObjectHeads.CONTENT_RANGE)) {
      throw answer
          .failures()
          .ofNonsense(
              answer.call(),
              answer.head(),
              range + " was asked for, and bytes from " + fetched.offset() + " on came");
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
