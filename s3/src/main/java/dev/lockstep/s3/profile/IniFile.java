package dev.lockstep.s3.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A file of sections with properties, as AWS's tools write it.
///
/// A property whose value is empty may have properties of its own in the indented lines that
/// follow: `s3 =` and then ` addressing_style = path` is the property `s3.addressing_style`.
final class IniFile {
  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

  private IniFile() {}

  static IniFile parse(List<String> lines) {
    IniFile file = new IniFile();
    Map<String, String> section = new LinkedHashMap<>();
    String parent = "";
    for (String line : lines) {
      String text = line.strip();
      boolean indented = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
      if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
        continue;
      }
      if (text.startsWith("[") && !indented) {
        section = file.section(text);
        parent = "";
      } else if (indented && !parent.isEmpty()) {
        put(section, parent + '.', text);
      } else {
        parent = put(section, "", text);
      }
    }
    return file;
  }

  private Map<String, String> section(String line) {
    int end = line.indexOf(']');
    String name = line.substring(1, end < 0 ? line.length() : end);
    return sections.computeIfAbsent(normal(name), _ -> new LinkedHashMap<>());
  }

  /// One blank between the words, and no quotes: `profile "a b"` is `profile a b`.
  private static String normal(String name) {
    return String.join(" ", name.replace("\"", "").replace("'", "").strip().split("\\s+"));
  }

  /// @return the property's name if its value is empty
  private static String put(Map<String, String> section, String prefix, String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return "";
    }
    String name = text.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    String value = withoutComment(text.substring(equals + 1)).strip();
    if (!value.isEmpty()) {
      section.put(prefix + name, value);
    }
    return value.isEmpty() ? prefix + name : "";
  }

  /// A comment in a line of a property begins with a blank.
  private static String withoutComment(String value) {
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c == '#' || c == ';') && Character.isWhitespace(value.charAt(i - 1))) {
        return value.substring(0, i);
      }
    }
    return value;
  }

  /// The properties of a section; empty when there is no such section.
  Map<String, String> section(String kind, String name) {
    return sections.getOrDefault((kind + ' ' + name).strip(), Map.of());
  }

  boolean has(String kind, String name) {
    return sections.containsKey((kind + ' ' + name).strip());
  }

  /// The names of the sections.
  List<String> names() {
    return new ArrayList<>(sections.keySet());
  }
}
