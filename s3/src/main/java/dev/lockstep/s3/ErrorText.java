package dev.lockstep.s3;

import dev.lockstep.s3.wire.AnswerBody.Bytes;
import dev.lockstep.s3.wire.AnswerHead;
import dev.lockstep.s3.wire.HeaderName;
import dev.lockstep.s3.xml.XmlElement;
import dev.lockstep.s3.xml.XmlException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an answer says about a failure, in its head and in its body.
///
/// @param region where the bucket is, when that was the matter; empty else
/// @param endpoint the host that a redirect names; empty else
record ErrorText(
    int status, String code, String message, String requestId, String region, String endpoint) {
  private static final HeaderName REQUEST_ID = HeaderName.of("x-amz-request-id");
  private static final HeaderName BUCKET_REGION = HeaderName.of("x-amz-bucket-region");

  static ErrorText of(AnswerHead head, Bytes body) {
    if (body.length() == 0) {
      return plain(head, "");
    }
    try {
      return of(head, XmlElement.read(body.array(), body.length()));
    } catch (XmlException _) {
      return plain(head, describe(body));
    }
  }

  static ErrorText of(AnswerHead head, XmlElement document) {
    XmlElement error = document.name().equals("Error") ? document : document.child("Error");
    if (error == null) {
      return plain(head, "the answer is a document " + document.name() + " and no error of S3");
    }
    String told = error.textOr("RequestId", "");
    return new ErrorText(
        head.status(),
        word(error.textOr("Code", ErrorCodes.codeOf(head.status()))),
        error.textOr("Message", "").strip(),
        told.isEmpty() ? requestId(head) : told,
        region(head, error),
        error.textOr("Endpoint", ""));
  }

  private static ErrorText plain(AnswerHead head, String message) {
    String code = ErrorCodes.codeOf(head.status());
    return new ErrorText(head.status(), code, message, requestId(head), region(head, null), "");
  }

  /// A code is a word, and goes into messages as it is.
  private static String word(String code) {
    return code.matches("[A-Za-z0-9._:-]{1,100}") ? code : "UnreadableCode";
  }

  static String requestId(AnswerHead head) {
    String id = head.value(REQUEST_ID);
    return id == null ? "" : id;
  }

  private static String region(AnswerHead head, @Nullable XmlElement error) {
    String region = head.value(BUCKET_REGION);
    return region == null && error != null ? error.textOr("Region", "") : or(region, "");
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  /// What a body that is no XML begins with, for people to recognise who has answered.
  static String describe(Bytes body) {
    String start = body.start(2000).strip();
    String lower = start.toLowerCase(Locale.ROOT);
    String words = start.replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    String quote = words.length() > 120 ? words.substring(0, 120) + "..." : words;
    return lower.startsWith("<!doctype html") || lower.startsWith("<html")
        ? "a web page answered instead of the store, perhaps a proxy's: " + quote
        : "the answer is no XML: " + quote;
  }
}
