package dev.lockstep.s3.sign;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The headers of a request that are signed, in the order in which signing wants them.
public final class HeaderLines {
  private String[] names = new String[12];
  private String[] values = new String[12];
  private int count;

  /// Sets a header, instead of one of the same name.
  ///
  /// @param name in lower case
  /// @param value each char one byte
  /// @throws IllegalArgumentException when it would not arrive as it is: a line break, or a char
  ///   that is no byte
  public HeaderLines set(String name, String value) {
    check(name, value);
    int at = count;
    int order = 1;
    while (at > 0 && (order = name.compareTo(names[at - 1])) < 0) {
      at--;
    }
    if (at > 0 && order == 0) {
      values[at - 1] = value;
      return this;
    }
    if (count == names.length) {
      names = Arrays.copyOf(names, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    System.arraycopy(names, at, names, at + 1, count - at);
    System.arraycopy(values, at, values, at + 1, count - at);
    names[at] = name;
    values[at] = value;
    count++;
    return this;
  }

  private static void check(String name, String value) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 127 || c == ':') {
        throw new IllegalArgumentException("A header can't have the name '" + name + "'");
      }
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' && c != '\t' || c == 127 || c > 255) {
        throw new IllegalArgumentException(
            "The value of " + name + " has a character that no header can carry");
      }
    }
  }

  /// The value of a header; null when it isn't set.
  public @Nullable String valueOf(String name) {
    for (int i = 0; i < count; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  int count() {
    return count;
  }

  String name(int index) {
    return names[index];
  }

  String value(int index) {
    return values[index];
  }
}
