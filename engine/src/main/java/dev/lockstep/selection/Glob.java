package dev.lockstep.selection;

import java.util.ArrayList;
import java.util.List;

/// A pattern for whole keys: `*` stands for any characters (`/` is one like others), `?` for one,
/// `[a-z]` and `[!a-z]` for one of or outside a set, and a backslash takes the next character as it
/// is. Matching takes time proportional to pattern times key at the worst.
public final class Glob {
  private final String pattern;
  private final List<Token> tokens;

  private Glob(String pattern, List<Token> tokens) {
    this.pattern = pattern;
    this.tokens = tokens;
  }

  private sealed interface Token {
    record AnyRun() implements Token {}

    record AnyOne() implements Token {}

    record Literal(int codePoint) implements Token {}

    record OneOf(List<int[]> ranges, boolean negated) implements Token {
      boolean holds(int point) {
        return ranges.stream().anyMatch(range -> range[0] <= point && point <= range[1]) != negated;
      }
    }

    /// Whether this token takes exactly this character.
    default boolean takes(int point) {
      return switch (this) {
        case AnyRun _ -> false;
        case AnyOne _ -> true;
        case Literal literal -> literal.codePoint == point;
        case OneOf set -> set.holds(point);
      };
    }
  }

  /// @throws IllegalArgumentException when a set is not closed, is empty, or runs backwards, or the
  ///   pattern ends in a backslash
  public static Glob of(String pattern) {
    return new Glob(pattern, new Parser(pattern).parse());
  }

  public boolean matches(String key) {
    int[] points = key.codePoints().toArray();
    int at = 0;
    int token = 0;
    int runToken = -1;
    int runAt = 0;
    while (at < points.length) {
      if (token < tokens.size() && tokens.get(token) instanceof Token.AnyRun) {
        runToken = token++;
        runAt = at;
      } else if (token < tokens.size() && tokens.get(token).takes(points[at])) {
        token++;
        at++;
      } else if (runToken >= 0) {
        token = runToken + 1;
        at = ++runAt;
      } else {
        return false;
      }
    }
    while (token < tokens.size() && tokens.get(token) instanceof Token.AnyRun) {
      token++;
    }
    return token == tokens.size();
  }

  @Override
  public String toString() {
    return pattern;
  }

  private static final class Parser {
    private final String pattern;
    private final int[] points;
    private int at;

    Parser(String pattern) {
      this.pattern = pattern;
      this.points = pattern.codePoints().toArray();
    }

    List<Token> parse() {
      List<Token> tokens = new ArrayList<>();
      while (at < points.length) {
        int point = points[at++];
        switch (point) {
          case '*' -> tokens.add(new Token.AnyRun());
          case '?' -> tokens.add(new Token.AnyOne());
          case '[' -> tokens.add(set());
          case '\\' -> tokens.add(new Token.Literal(next("ends in a backslash")));
          default -> tokens.add(new Token.Literal(point));
        }
      }
      return List.copyOf(tokens);
    }

    private Token set() {
      boolean negated = at < points.length && (points[at] == '!' || points[at] == '^');
      if (negated) {
        at++;
      }
      List<int[]> ranges = new ArrayList<>();
      int first = next("has a [ without ]");
      do {
        int from = first == '\\' ? next("has a [ without ]") : first;
        int to = from;
        if (at + 1 < points.length && points[at] == '-' && points[at + 1] != ']') {
          at++;
          to = next("has a [ without ]");
        }
        if (to < from) {
          throw refuse("has a set that runs backwards");
        }
        ranges.add(new int[] {from, to});
        first = next("has a [ without ]");
      } while (first != ']');
      return new Token.OneOf(List.copyOf(ranges), negated);
    }

    private int next(String orElse) {
      if (at == points.length) {
        throw refuse(orElse);
      }
      return points[at++];
    }

    private IllegalArgumentException refuse(String why) {
      return new IllegalArgumentException("The pattern '" + pattern + "' " + why);
    }
  }
}
