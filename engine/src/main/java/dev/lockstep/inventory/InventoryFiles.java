package dev.lockstep.inventory;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A format of data files (port). Any thread may open writers and readers; each is used by one
/// thread at a time.
public interface InventoryFiles {
  InventoryFormat format();

  /// Begins a data file.
  ///
  /// @param out closed by the writer, when all is written
  /// @param fields the columns, in AWS's order
  /// @param memory about how many bytes it may hold before it has to write some
  RowWriter write(OutputStream out, List<InventoryField> fields, int memory) throws IOException;

  /// Opens a data file.
  ///
  /// @param source not closed by the reader
  /// @param schema of the manifest: which columns there are
  /// @param wanted which of them to read; what the file lacks stays absent
  /// @throws InventoryException when it is no such file, or does not fit the schema
  RowReader read(InventorySource source, InventorySchema schema, List<InventoryField> wanted)
      throws IOException;

  /// Writes rows to a data file.
  interface RowWriter extends AutoCloseable {
    /// Adds all rows; they may be changed afterwards.
    void write(InventoryRows rows) throws IOException;

    /// How many bytes the file would have if it ended now, about.
    long bytes();

    /// Ends the file, and closes the stream. Without it the file is not whole.
    @Override
    void close() throws IOException;
  }

  /// Reads the rows of a data file, in the order in which they stand there.
  interface RowReader extends AutoCloseable {
    /// The next rows, at least one; null at the end. They are filled anew by the next call.
    ///
    /// @throws InventoryException when the file is corrupt
    @Nullable InventoryRows next() throws IOException;

    @Override
    void close() throws IOException;
  }
}
