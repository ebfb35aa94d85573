package dev.lockstep.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which bytes of the object an answer has: the header `Content-Range`.
record ContentRange(long first, long last, long whole) {
  private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  /// @return null when the answer is of the whole object
  static @Nullable ContentRange of(Answer answer) {
    String value = answer.head().value(ObjectHeads.CONTENT_RANGE);
    if (value == null) {
      return null;
    }
    Matcher form = FORM.matcher(value);
    if (form.matches()) {
      ContentRange range =
          new ContentRange(
              Long.parseLong(form.group(1)),
              Long.parseLong(form.group(2)),
              Long.parseLong(form.group(3)));
      if (range.first <= range.last && range.last < range.whole) {
        return range;
      }
    }
    throw answer
        .failures()
        .ofNonsense(answer.call(), answer.head(), "Content-Range is '" + value + "'");
  }

  long length() {
    return last - first + 1;
  }
}
