package dev.lockstep.sqlite;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.VersionMapping;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A walk in pages, each with a query of its own: nothing is held in the file between two, so that
/// a long walk keeps nobody from writing, nor the file from being tidied up.
final class PagedCursor implements MappingCursor {
  static final int PAGE = 500;

  private static final Comparator<MappingRow> OLDEST_FIRST =
      Comparator.comparing((MappingRow row) -> row.mapping().sourceModified())
          .thenComparingLong(MappingRow::position);

  /// Gives the rows that come behind a row, in the order of keys and, within one, of source
  /// versions; at most [#PAGE], and fewer only at the end.
  @FunctionalInterface
  interface Pages {
    /// @param last the row before, or null for the beginning
    List<MappingRow> behind(@Nullable MappingRow last);
  }

  private final Pages pages;
  private final Deque<MappingRow> page = new ArrayDeque<>();
  private @Nullable MappingRow last;
  private boolean ended;

  PagedCursor(Pages pages) {
    this.pages = pages;
  }

  @Override
  public @Nullable List<VersionMapping> next(int most) {
    MappingRow first = peek();
    if (first == null) {
      return null;
    }
    ObjectKey key = first.mapping().key();
    List<MappingRow> ofKey = new ArrayList<>(2);
    MappingRow row = first;
    while (row != null && row.mapping().key().equals(key)) {
      MappingRow taken = page.remove();
      if (ofKey.size() <= most) {
        ofKey.add(taken);
      }
      row = peek();
    }
    if (ofKey.size() > 1) {
      ofKey.sort(OLDEST_FIRST);
    }
    return ofKey.stream().map(MappingRow::mapping).toList();
  }

  private @Nullable MappingRow peek() {
    if (page.isEmpty() && !ended) {
      List<MappingRow> rows = pages.behind(last);
      page.addAll(rows);
      ended = rows.size() < PAGE;
      last = rows.isEmpty() ? last : rows.getLast();
    }
    return page.peek();
  }

  @Override
  public void close() {
    page.clear();
    ended = true;
  }
}
