package dev.lockstep.duckdb;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts quotes around names of tables that have a hyphen, as AWS's post prints them, and SQL would
/// take for a subtraction. Texts, quoted names and comments stay as they are.
final class HyphenatedNames {
  private static final String LEFT_ALONE =
      "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/";

  private HyphenatedNames() {}

  /// @param names of all tables
  static String quote(String sql, List<String> names) {
    List<String> hyphenated =
        names.stream()
            .filter(name -> name.indexOf('-') >= 0)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    if (hyphenated.isEmpty()) {
      return sql;
    }
    String known =
        hyphenated.stream()
            .map(name -> "(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
            .collect(Collectors.joining("|"));
    Pattern pieces =
        Pattern.compile(
            Stream.of(LEFT_ALONE, "(?<name>" + known + ")").collect(Collectors.joining("|")),
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    return pieces
        .matcher(sql)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                found.group("name") == null ? found.group() : SqlTable.quoted(found.group())));
  }
}
