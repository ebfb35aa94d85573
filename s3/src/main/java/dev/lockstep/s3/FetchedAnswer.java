package dev.lockstep.s3;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.s3.wire.AnswerBody;
import java.nio.channels.ReadableByteChannel;

/// The answer to a GetObject, being read.
final class FetchedAnswer implements FetchedObject {
  private final Answer answer;
  private final ObjectHead head;
  private final long offset;
  private final long length;

  private FetchedAnswer(Answer answer, ObjectHead head, long offset, long length) {
    this.answer = answer;
    this.head = head;
    this.offset = offset;
    this.length = length;
  }

  static FetchedAnswer of(Answer answer) {
    ObjectHead head = ObjectHeads.read(answer);
    ContentRange range = ContentRange.of(answer);
    long length = range == null ? head.size() : range.length();
    AnswerBody body = answer.exchange().body();
    if (body.unframed() || body.length() != AnswerBody.UNTOLD && body.length() != length) {
      throw answer
          .failures()
          .ofNonsense(answer.call(), answer.head(), "The answer has another length than it tells");
    }
    return new FetchedAnswer(answer, head, range == null ? 0 : range.first(), length);
  }

  @Override
  public ObjectHead head() {
    return head;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public ReadableByteChannel body() {
    return answer.exchange().body();
  }

  @Override
  public void close() {
    answer.close();
  }
}
