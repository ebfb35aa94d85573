package dev.lockstep.inventory;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts the rows of ranges, which come from many threads, into data files. Each file has all rows
/// of one span of keys, in order, so that files in the order of their spans are the whole bucket in
/// order.
///
/// A range that turns out long writes files of its own. Those that end short are put together with
/// their neighbours, and are written when all have come, or when they take too much memory.
final class ReportAssembly {
  private final InventoryRequest request;
  private final InventoryFiles files;
  private final InventorySpace space;
  private final ReportUploads uploads;
  private final InventoryNotes notes;
  private final Supplier<UUID> names;
  private final List<InventoryField> fields;
  private final RowFilling filling;
  private final int prefixLength;

  private final TreeMap<ObjectKey, Shelf> shelves = new TreeMap<>();
  private final List<StoredFile> stored = new ArrayList<>();
  private long held;

  ReportAssembly(
      InventoryRequest request,
      InventoryFiles files,
      InventorySpace space,
      ReportUploads uploads,
      InventoryNotes notes,
      Supplier<UUID> names) {
    this.request = request;
    this.files = files;
    this.space = space;
    this.uploads = uploads;
    this.notes = notes;
    this.names = names;
    this.fields = request.schema().fields();
    this.filling = new RowFilling(request.source().bucket().value(), fields);
    this.prefixLength = request.source().prefix().length();
  }

  /// Begins a range.
  Section section(ObjectKey after) {
    return new Section(after);
  }

  /// A range whose rows come in order. One thread.
  final class Section implements AutoCloseable {
    private final Shelf shelf;
    private @Nullable ReportFile file;

    private Section(ObjectKey after) {
      this.shelf = new Shelf(after);
    }

    /// Adds rows; all rows of a key come together.
    void add(PagePart part) {
      ReportFile open = file;
      if (open == null) {
        shelf.add(part);
        if (shelf.bytes() >= space.bytesOfARange() || shelf.rows() >= space.rowsOfAFile()) {
          file = begin();
          shelf.parts().forEach(file::write);
        }
      } else {
        open.write(part);
      }
      if (file != null && isFull(file)) {
        end(file, part.lastKey().after(prefixLength));
      }
    }

    private void end(ReportFile whole, ObjectKey upTo) {
      store(whole, shelf.upTo(upTo).span());
      file = null;
      shelf.clear(upTo);
    }

    /// All rows of the range have come.
    ///
    /// @param upTo where it has ended; null for the end of everything
    void ended(@Nullable ObjectKey upTo) {
      ReportFile open = file;
      if (open == null) {
        put(shelf.upTo(upTo));
      } else {
        store(open, shelf.upTo(upTo).span());
        file = null;
      }
    }

    /// Without [#ended], what has come is dropped.
    @Override
    public void close() {
      if (file != null) {
        file.close();
      }
    }
  }

  private boolean isFull(ReportFile file) {
    return file.rows() >= space.rowsOfAFile() || file.bytes() >= InventorySpace.BYTES_OF_A_FILE;
  }

  private ReportFile begin() {
    return new ReportFile(space.folder(), files, fields, filling, space.bytesOfARange());
  }

  /// Puts a short range beside its neighbours, and writes those that take the most memory, when all
  /// together take too much.
  private void put(Shelf shelf) {
    if (shelf.isEmpty() && shelf.reaches(shelf.after())) {
      return;
    }
    Shelf large = putAndTake(shelf);
    while (large != null) {
      write(large);
      large = takeLargest(space.bytesHeld());
    }
  }

  private synchronized @Nullable Shelf putAndTake(Shelf shelf) {
    held += shelf.bytes();
    Shelf joined = shelf;
    Map.Entry<ObjectKey, Shelf> before = shelves.lowerEntry(shelf.after());
    if (before != null && before.getValue().reaches(shelf.after())) {
      joined = before.getValue();
      joined.join(shelf);
    } else {
      shelves.put(shelf.after(), shelf);
    }
    ObjectKey end = joined.end();
    Shelf next = end == null ? null : shelves.remove(end);
    if (next != null) {
      joined.join(next);
    }
    return takeLargest(space.bytesHeld());
  }

  private synchronized @Nullable Shelf takeLargest(long most) {
    if (held <= most) {
      return null;
    }
    Shelf largest =
        shelves.values().stream().max(Comparator.comparingLong(Shelf::bytes)).orElseThrow();
    shelves.remove(largest.after());
    held -= largest.bytes();
    return largest;
  }

  /// Writes what is on a shelf: one file, unless its rows fill more.
  private void write(Shelf shelf) {
    if (shelf.isEmpty()) {
      return;
    }
    ReportFile file = begin();
    try {
      ObjectKey from = shelf.after();
      ObjectKey last = from;
      for (PagePart part : shelf.parts()) {
        if (isFull(file)) {
          store(file, new KeySpan(from, last));
          from = last;
          file = begin();
        }
        file.write(part);
        last = part.lastKey().after(prefixLength);
      }
      store(file, new KeySpan(from, shelf.end()));
    } finally {
      file.close();
    }
  }

  private void store(ReportFile file, KeySpan span) {
    try (file) {
      ObjectBody body = file.finish();
      ObjectKey key = request.place().data(names.get(), request.format());
      String md5 = file.md5Hex();
      notes.planned(key);
      uploads.put(key, body, md5);
      StoredFile one = new StoredFile(span, new DataFile(key, body.length(), md5), file.rows());
      notes.stored(one);
      add(one);
    }
  }

  /// A data file that an earlier run has written.
  synchronized void add(StoredFile file) {
    stored.add(file);
  }

  /// Writes what is left, when all ranges have ended.
  ///
  /// @return all data files, in the order of their keys
  List<StoredFile> finish() {
    for (Shelf rest : takeAll()) {
      write(rest);
    }
    return inOrder();
  }

  private synchronized List<Shelf> takeAll() {
    List<Shelf> all = List.copyOf(shelves.values());
    shelves.clear();
    held = 0;
    return all;
  }

  /// Forgets everything.
  ///
  /// @return the data files that were written
  synchronized List<StoredFile> beginAnew() {
    List<StoredFile> all = List.copyOf(stored);
    stored.clear();
    shelves.clear();
    held = 0;
    return all;
  }

  private synchronized List<StoredFile> inOrder() {
    return stored.stream().sorted(Comparator.comparing(file -> file.span().after())).toList();
  }
}
