package dev.lockstep.history;

import dev.lockstep.listing.Pages;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Histories of rows that are in the order of their keys, those of one key in any: of a report. All
/// versions of one key are held in memory, as far as [LongestHistory] goes. A row that stands there
/// twice counts once; a version that does, told in two ways, leaves nobody knowing what the key has
/// been. One thread at a time.
final class RowHistories implements Histories {
  private final Pages pages;
  private final int prefix;
  private final ChronologicalOrder order;
  private final int most;
  private final Map<VersionId, ObjectVersion> held = new LinkedHashMap<>();
  private @Nullable EntryPage page;
  private int row;
  private boolean ended;
  private boolean tooLong;
  private String clash = "";

  /// @param pages of versions, whose keys never descend; not closed here
  /// @param prefix how many bytes of each key count for no part of its name
  /// @param most how many versions of one key are held
  RowHistories(Pages pages, int prefix, ChronologicalOrder order, int most) {
    this.pages = pages;
    this.prefix = prefix;
    this.order = order;
    this.most = most;
  }

  @Override
  public @Nullable History next() {
    EntryPage at = current();
    if (at == null) {
      return null;
    }
    ObjectKey key = at.key(row);
    held.clear();
    tooLong = false;
    clash = "";
    while (at != null && key.compareTo(at.keyBytes(), at.keyStart(row), at.keyEnd(row)) == 0) {
      hold(ObjectVersion.of(at, row));
      row++;
      at = current();
    }
    return history(key.after(prefix));
  }

  /// The page on which the next row stands; null at the end.
  private @Nullable EntryPage current() {
    while (!ended && (page == null || row == page.count())) {
      page = pages.nextPage();
      row = 0;
      ended = page == null;
    }
    return page;
  }

  private void hold(ObjectVersion version) {
    if (held.size() == most && !held.containsKey(version.id())) {
      tooLong = true;
      return;
    }
    ObjectVersion before = held.putIfAbsent(version.id(), version);
    if (before != null && !before.equals(version)) {
      clash = "it has version " + version.id() + " twice, and tells something else of it each time";
    }
  }

  private History history(ObjectKey key) {
    List<ObjectVersion> versions = new ArrayList<>(held.values());
    if (tooLong) {
      return History.tooLong(key, versions.getFirst(), most);
    }
    ChronologicalOrder.Order ordered = order.of(versions);
    return new History(key, ordered.oldestFirst(), clash.isEmpty() ? ordered.unknown() : clash);
  }
}
