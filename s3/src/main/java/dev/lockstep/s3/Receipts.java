package dev.lockstep.s3;

import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.s3.wire.AnswerHead;
import dev.lockstep.s3.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/// Reads what a store says it has written.
final class Receipts {
  private Receipts() {}

  static WriteReceipt ofHead(Answer answer) {
    AnswerHead head = answer.head();
    return new WriteReceipt(
        ObjectHeads.etag(head),
        ObjectHeads.version(head),
        ObjectHeads.encryption(head),
        ObjectHeads.checksums(head),
        answer.exchange().repeated());
  }

  static WriteReceipt ofDocument(Answer answer, XmlElement result) {
    AnswerHead head = answer.head();
    ETag etag = ETag.ofNullable(result.textOf("ETag"));
    return new WriteReceipt(
        etag == null ? ObjectHeads.etag(head) : etag,
        ObjectHeads.version(head),
        ObjectHeads.encryption(head),
        checksums(result),
        answer.exchange().repeated());
  }

  static List<Checksum> checksums(XmlElement result) {
    List<Checksum> checksums = new ArrayList<>();
    for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
      String value = result.textOf(element(algorithm));
      if (value != null && !value.isEmpty()) {
        checksums.add(ObjectHeads.checksum(algorithm, result.textOf("ChecksumType"), value));
      }
    }
    return checksums;
  }

  /// The name of an algorithm's element: `ChecksumCRC32C`.
  static String element(Checksum.Algorithm algorithm) {
    return "Checksum" + algorithm.name();
  }
}
