package dev.lockstep.sandbox.face;

import dev.lockstep.sandbox.store.MultipartUploads.SourceRange;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.Selection.Wanted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Ranges as headers.
final class RangeHeaders {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private RangeHeaders() {}

  /// What a request wants of an object. A range that makes no sense is ignored, as HTTP says.
  static Wanted wanted(S3Request request) {
    String range = request.headers().first("range");
    if (request.query().has("partNumber")) {
      if (range != null) {
        throw Refusal.argument(
            "partNumber", "", "Cannot specify both Range header and partNumber query parameter");
      }
      return new Wanted.Part(request.query().number("partNumber", 0));
    }
    return range == null ? new Wanted.Whole() : parse(range);
  }

  private static Wanted parse(String range) {
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches()) {
      return new Wanted.Whole();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? new Wanted.Whole() : new Wanted.Suffix(Long.parseLong(last));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(last);
    return to < from ? new Wanted.Whole() : new Wanted.FromTo(from, to);
  }

  /// The range of a part's source; null for all of it.
  static @Nullable SourceRange source(S3Request request) {
    String range = request.headers().first("x-amz-copy-source-range");
    if (range == null) {
      return null;
    }
    Matcher matcher = RANGE.matcher(range);
    if (matcher.matches() && !matcher.group(1).isEmpty() && !matcher.group(2).isEmpty()) {
      long first = Long.parseLong(matcher.group(1));
      long last = Long.parseLong(matcher.group(2));
      if (first <= last) {
        return new SourceRange(first, last);
      }
    }
    throw Refusal.argument(
        "x-amz-copy-source-range",
        range,
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
            + " last are the zero-based offsets of the first and last bytes to copy");
  }
}
