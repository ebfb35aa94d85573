package dev.lockstep.sandbox.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A listing cut into pages, honest or not: of rows of any kind, so that a store and a proxy lie
/// alike.
final class LyingPages<R> {
  /// What can be made of a row.
  interface Rows<R> {
    String key(R row);

    R withKey(R row, String key);

    R withAnotherSize(R row);
  }

  /// @param truncated what is said about more to come; null for nothing
  record Page<R>(List<R> rows, @Nullable Boolean truncated, @Nullable String token) {
    static <R> Page<R> of(List<R> rows, @Nullable String token) {
      return new Page<>(rows, token != null, token);
    }
  }

  private static final String ESCAPES = "\u001b[2J\u001b]0;gone\u0007";

  private final Rows<R> kind;
  private final List<R> rows;
  private final int size;
  private final String prefix;
  private final String place;

  /// @param rows all of them, in order
  /// @param size how many a page has
  /// @param prefix what was asked for
  /// @param place what makes the tokens of one listing different from those of another
  LyingPages(Rows<R> kind, List<R> rows, int size, String prefix, String place) {
    this.kind = kind;
    this.rows = rows;
    this.size = size;
    this.prefix = prefix;
    this.place = place;
  }

  /// The number of the page that a token stands for; -1 where it is none of ours.
  static int number(String token) {
    return token.matches("page-\\d{1,6}e?-.*")
        ? Integer.parseInt(token.substring(5).split("[e-]", 2)[0])
        : -1;
  }

  static String placeOf(String token) {
    return token.substring(token.indexOf('-', 5) + 1);
  }

  private String token(int number) {
    return "page-" + number + "-" + place;
  }

  private int count() {
    return Math.max(1, Math.ceilDiv(rows.size(), size));
  }

  private List<R> slice(int number) {
    int from = Math.min(rows.size(), number * size);
    return rows.subList(from, Math.min(rows.size(), from + size));
  }

  private @Nullable String next(int number) {
    return number + 1 < count() ? token(number + 1) : null;
  }

  Page<R> honest(int number) {
    return Page.of(slice(number), next(number));
  }

  /// The page that a fault makes of this one; null where it has nothing to do here.
  ///
  /// @param asked the token; null for the first page
  @Nullable Page<R> faulty(Fault.Paging fault, int number, @Nullable String asked) {
    String next = next(number);
    return switch (fault) {
      case ENDS_EARLY -> next == null ? null : new Page<>(slice(number), false, null);
      case TRUNCATION_UNTOLD -> new Page<>(slice(number), null, next);
      case NO_TOKEN -> next == null ? null : new Page<>(slice(number), true, null);
      case TOKEN_REPEATED -> number == 0 ? null : Page.of(List.of(), asked);
      case TOKENS_IN_A_CIRCLE ->
          number == 0 ? null : Page.of(List.of(), token(number == 1 ? 2 : 1));
      case PAGES_OUT_OF_ORDER ->
          count() < 2 || number > 1 ? null : Page.of(slice(1 - number), next);
      case PAGES_OVERLAP -> number == 0 ? null : overlapping(number);
      case EMPTY_PAGE ->
          number == 0 || asked == null || asked.matches("page-\\d+e-.*")
              ? null
              : Page.of(List.of(), asked.replaceFirst("^page-(\\d+)-", "page-$1e-"));
      case FOREIGN_KEY ->
          next != null || prefix.isEmpty() || rows.isEmpty() ? null : withForeignRow(number);
      case OTHER_SIZES -> Page.of(slice(number).stream().map(kind::withAnotherSize).toList(), next);
      case HOSTILE_KEYS -> withRows(number, List.of("../../etc/passwd", ESCAPES));
      case GHOST_KEY -> withRows(number, List.of("ghost"));
    };
  }

  private Page<R> overlapping(int number) {
    List<R> page = new ArrayList<>();
    page.add(rows.get(Math.min(rows.size(), number * size) - 1));
    page.addAll(slice(number));
    return Page.of(page, next(number));
  }

  private Page<R> withForeignRow(int number) {
    char last = prefix.charAt(prefix.length() - 1);
    String foreign = prefix.substring(0, prefix.length() - 1) + (char) (last + 1);
    List<R> page = new ArrayList<>(slice(number));
    page.add(kind.withKey(rows.getLast(), foreign));
    return Page.of(page, null);
  }

  private @Nullable Page<R> withRows(int number, List<String> relatives) {
    if (rows.isEmpty()) {
      return null;
    }
    List<R> all = new ArrayList<>(rows);
    for (String relative : relatives) {
      all.add(kind.withKey(rows.getFirst(), prefix + relative));
    }
    Function<R, String> key = kind::key;
    all.sort(Comparator.comparing(key));
    return new LyingPages<>(kind, all, size, prefix, place).honest(number);
  }
}
