package dev.lockstep.s3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The status line and headers of an answer, read in place: only where things stand is noted, and
/// text is made of what is asked for. Valid until its connection reads on.
public final class AnswerHead {
  /// The most headers that an answer may have.
  static final int MOST_HEADERS = 1000;

  private static final int MARKS = 5;
  private static final HeaderName CONNECTION = HeaderName.of("connection");

  private byte[] bytes = {};
  private int[] marks = new int[24 * MARKS];
  private int count;
  private int lineStart;
  private int searched;
  private int status;
  private boolean http11;

  /// Makes ready for another answer, whose first byte will stand at `from`.
  void reset(int from) {
    count = 0;
    status = 0;
    lineStart = from;
    searched = from;
  }

  /// Reads on in bytes that have grown up to `end`.
  ///
  /// @return the place behind the head; -1 while its end has not come
  int parse(byte[] from, int end) throws WireException {
    bytes = from;
    int at = searched;
    while (at < end) {
      if (from[at] != '\n') {
        at++;
        continue;
      }
      int lineEnd = at > lineStart && from[at - 1] == '\r' ? at - 1 : at;
      at++;
      if (status == 0) {
        readStatus(lineStart, lineEnd);
      } else if (lineEnd == lineStart) {
        return at;
      } else {
        readHeader(lineStart, lineEnd);
      }
      lineStart = at;
    }
    searched = end;
    return -1;
  }

  private void readStatus(int from, int to) throws WireException {
    if (to - from < 12 || !ascii(from, from + 7).equals("HTTP/1.") || bytes[from + 8] != ' ') {
      String start = ascii(from, Math.min(to, from + 40));
      throw WireException.malformed("The answer begins with '" + start + "', which is no HTTP/1.1");
    }
    http11 = bytes[from + 7] == '1';
    int code = 0;
    for (int i = from + 9; i < from + 12; i++) {
      code = code * 10 + digit(bytes[i]);
    }
    if (code < 100 || to > from + 12 && bytes[from + 12] != ' ') {
      throw WireException.malformed("The answer has no status");
    }
    status = code;
  }

  private static int digit(byte b) throws WireException {
    if (b < '0' || b > '9') {
      throw WireException.malformed("The answer has a number that is none");
    }
    return b - '0';
  }

  private void readHeader(int from, int to) throws WireException {
    int colon = from;
    while (colon < to && isNameByte(bytes[colon])) {
      colon++;
    }
    if (colon == from || colon == to || bytes[colon] != ':') {
      throw WireException.malformed("The answer has a header line without a name");
    }
    int valueStart = colon + 1;
    int valueEnd = to;
    while (valueStart < valueEnd && isBlank(bytes[valueStart])) {
      valueStart++;
    }
    while (valueEnd > valueStart && isBlank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    note(from, colon, valueStart, valueEnd);
  }

  private static boolean isNameByte(byte b) {
    return b > ' ' && b < 127 && b != ':';
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private void note(int nameStart, int nameEnd, int valueStart, int valueEnd) throws WireException {
    if (count == MOST_HEADERS) {
      throw WireException.malformed("The answer has more than " + MOST_HEADERS + " headers");
    }
    int at = count * MARKS;
    if (at == marks.length) {
      marks = Arrays.copyOf(marks, marks.length * 2);
    }
    marks[at] = HeaderName.sketch(bytes, nameStart, nameEnd);
    marks[at + 1] = nameStart;
    marks[at + 2] = nameEnd;
    marks[at + 3] = valueStart;
    marks[at + 4] = valueEnd;
    count++;
  }

  public int status() {
    return status;
  }

  /// The value of the first header of this name, each byte a char; null when there is none.
  public @Nullable String value(HeaderName name) {
    int at = find(name, 0);
    return at < 0 ? null : octets(marks[at + 3], marks[at + 4]);
  }

  public boolean has(HeaderName name) {
    return find(name, 0) >= 0;
  }

  /// Whether there is a header whose name begins so.
  public boolean hasBeginning(HeaderName beginning) {
    for (int at = 0; at < count * MARKS; at += MARKS) {
      if (begins(at, beginning)) {
        return true;
      }
    }
    return false;
  }

  private boolean begins(int at, HeaderName beginning) {
    int start = marks[at + 1];
    return marks[at + 2] - start > beginning.length() && beginning.beginsAt(bytes, start);
  }

  /// The headers whose names begin so: what follows in their names, in lower case, and their
  /// values.
  public void each(HeaderName beginning, BiConsumer<String, String> use) {
    for (int at = 0; at < count * MARKS; at += MARKS) {
      if (begins(at, beginning)) {
        int rest = marks[at + 1] + beginning.length();
        String name = ascii(rest, marks[at + 2]).toLowerCase(Locale.ROOT);
        use.accept(name, octets(marks[at + 3], marks[at + 4]));
      }
    }
  }

  /// A header that is a number: -1 where there is none. Several that differ are a fault, for two
  /// readers could read two answers out of such a one.
  public long number(HeaderName name) throws WireException {
    long number = -1;
    for (int at = find(name, 0); at >= 0; at = find(name, at + MARKS)) {
      long value = number(marks[at + 3], marks[at + 4]);
      if (number >= 0 && number != value) {
        throw WireException.malformed("The answer has two values of " + name);
      }
      number = value;
    }
    return number;
  }

  private long number(int from, int to) throws WireException {
    if (from == to || to - from > 18) {
      throw WireException.malformed("The answer has a number that is none");
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + digit(bytes[i]);
    }
    return number;
  }

  /// Whether the connection serves another request, as far as the head says.
  boolean keepsAlive() {
    String connection = value(CONNECTION);
    if (connection == null) {
      return http11;
    }
    String lower = connection.toLowerCase(Locale.ROOT);
    return http11 ? !lower.contains("close") : lower.contains("keep-alive");
  }

  private int find(HeaderName name, int from) {
    int sketch = name.sketch();
    for (int at = from; at < count * MARKS; at += MARKS) {
      if (marks[at] == sketch && name.matches(bytes, marks[at + 1], marks[at + 2])) {
        return at;
      }
    }
    return -1;
  }

  private String octets(int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }

  private String ascii(int from, int to) {
    return new String(bytes, from, Math.max(0, to - from), ISO_8859_1);
  }
}
