package dev.lockstep.inventory;

import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.util.List;

/// The first rows of a page that was listed.
///
/// @param details of each row; empty where nothing was asked for
record PagePart(EntryPage page, int rows, List<ObjectDetail> details) {
  /// Columns of a row, without its key: numbers, and references that rows share or not.
  private static final int BYTES_OF_A_ROW = 64;

  private static final int BYTES_OF_A_VERSION = 80;
  private static final int BYTES_OF_A_DETAIL = 600;

  /// Of memory, about.
  long bytes() {
    long perRow =
        (long) BYTES_OF_A_ROW
            + (page.versionId(0) == null ? 0 : BYTES_OF_A_VERSION)
            + (details.isEmpty() ? 0 : BYTES_OF_A_DETAIL);
    return perRow * rows + page.keyEnd(rows - 1);
  }

  ObjectKey lastKey() {
    return page.key(rows - 1);
  }
}
