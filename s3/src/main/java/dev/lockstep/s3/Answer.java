package dev.lockstep.s3;

import dev.lockstep.s3.wire.AnswerBody.Bytes;
import dev.lockstep.s3.wire.AnswerHead;
import dev.lockstep.s3.wire.Exchange;
import dev.lockstep.s3.xml.XmlElement;
import dev.lockstep.s3.xml.XmlException;
import java.io.IOException;
import java.util.List;

/// A store's answer that reports success so far: what its body says is still to be read. To be
/// closed.
final class Answer implements AutoCloseable {
  /// The most that is read of an answer which is not an object: a page of 1,000 keys of 1,024
  /// bytes, each written `%XX`, has some 4 MB.
  static final int MOST_BYTES = 64 << 20;

  private static final byte[] NO_BUFFER = {};

  private final S3Call call;
  private final Exchange exchange;
  private final Failures failures;

  Answer(S3Call call, Exchange exchange, Failures failures) {
    this.call = call;
    this.exchange = exchange;
    this.failures = failures;
  }

  S3Call call() {
    return call;
  }

  Exchange exchange() {
    return exchange;
  }

  AnswerHead head() {
    return exchange.head();
  }

  Failures failures() {
    return failures;
  }

  Bytes bytes(byte[] buffer) {
    try {
      return exchange.body().readAll(buffer, MOST_BYTES);
    } catch (IOException e) {
      throw failures.ofNoAnswer(call, e);
    }
  }

  /// The document that the answer is, which must have this root: an `Error` is a failure, whatever
  /// the status said.
  XmlElement document(String root) {
    return document(bytes(NO_BUFFER), root);
  }

  XmlElement document(Bytes bytes, String root) {
    return document(bytes, List.of(root));
  }

  /// The same, where stores call the root by several names.
  ///
  /// @param roots S3's own first
  XmlElement document(List<String> roots) {
    return document(bytes(NO_BUFFER), roots);
  }

  private XmlElement document(Bytes bytes, List<String> roots) {
    try {
      XmlElement document = XmlElement.read(bytes.array(), bytes.length());
      if (document.name().equals("Error")) {
        throw failures.ofError(call, head(), document);
      }
      if (!roots.contains(document.name())) {
        throw failures.ofNonsense(
            call,
            head(),
            "The answer is a " + document.name() + " instead of a " + roots.getFirst());
      }
      return document;
    } catch (XmlException e) {
      throw failures.ofDocument(call, head(), bytes, e);
    }
  }

  /// For an answer that needs to say nothing more than success: if it says something after all,
  /// that must not be an error or another server's page.
  void expectNothing() {
    Bytes bytes = bytes(NO_BUFFER);
    if (bytes.length() > 0) {
      failures.refuseErrorIn(call, head(), bytes);
    }
  }

  @Override
  public void close() {
    exchange.close();
  }
}
