package dev.lockstep.benchmarks.inventory;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.duckdb.ResultSink;
import dev.lockstep.duckdb.ScratchFolder;
import dev.lockstep.duckdb.SqlSession;
import dev.lockstep.duckdb.SqlTable;
import dev.lockstep.duckdb.TableFiles;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The two queries of AWS's post on synchronising buckets, over two synthetic reports with ids of
/// versions: as they are printed there, and as they are meant. They are fetched, checked and asked
/// as `lockstep query` does it, in one session. Results go nowhere, but for the one that is as long
/// as a report, which becomes a file of Parquet.
///
/// @param folder of the reports
/// @param numbers how many keys were generated
record PostQueries(Path folder, long numbers) {
  private static final String FIRST =
      " FROM your-s3source-bucket-table st LEFT JOIN your-s3destination-bucket-table dt ON dt.key = st.key";
  private static final String SECOND = "SELECT st.*" + FIRST + " AND dt.version_id = st.version_id";
  private static final long OF_JVM = 128L << 20;

  /// Counts rows, and keeps the first value of the last one.
  private static final class Counted implements ResultSink {
    private long rows;
    private String value = "";

    @Override
    public void begin(List<Column> columns) {}

    @Override
    public void row(List<@Nullable String> values) {
      rows++;
      value = String.valueOf(values.getFirst());
    }

    @Override
    public void end() {}
  }

  /// @return how many rows both reports have
  long ask() throws IOException {
    SyntheticSides.Counts counts = SyntheticSides.counts(numbers);
    long source = counts.same() + counts.missing() + counts.different();
    try (ScratchFolder scratch =
        ScratchFolder.in(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
      TableFiles files = new TableFiles(scratch, ColumnarFiles::of);
      Clock clock = new Clock();
      List<SqlTable> tables =
          List.of(
              files.report("your-s3source-bucket-table", manifest("side-a")),
              files.report("your-s3destination-bucket-table", manifest("side-b")));
      clock.tell("fetched and checked", 0);
      try (SqlSession session = SqlSession.open(scratch, engineMemory(), tables)) {
        Counted printed = run(session, "SELECT COUNT(*)" + FIRST);
        check(
            "1, as printed: all rows of the source", Long.parseLong(printed.value), source, clock);
        Counted meant = run(session, "SELECT st.key" + FIRST + " WHERE dt.key IS NULL");
        check("1, as meant: keys that are missing", meant.rows, counts.missing(), clock);
        check(
            "2, as meant: versions that are missing",
            run(session, SECOND + " WHERE dt.key IS NULL").rows,
            counts.missing() + counts.different(),
            clock);
        check("2, as printed, to Parquet: all rows", written(session, SECOND), source, clock);
      }
    }
    return source + counts.same() + counts.extra() + counts.different();
  }

  private BucketScope manifest(String bucket) {
    return new BucketScope(
        FolderStore.in(folder), new BucketName(bucket), ObjectKey.of("manifest.json"));
  }

  private static long engineMemory() {
    return (Long.getLong("lockstep.memory", 1024L) << 20)
        - Runtime.getRuntime().maxMemory()
        - OF_JVM;
  }

  /// How many rows the file has that `--output parquet` would give.
  private static long written(SqlSession session, String sql) throws IOException {
    Path file = session.writeParquet(sql);
    Counted counted = run(session, "SELECT count(*) FROM read_parquet('" + file + "')");
    return Long.parseLong(counted.value);
  }

  private static Counted run(SqlSession session, String sql) throws IOException {
    Counted sink = new Counted();
    session.run(sql, sink);
    return sink;
  }

  private static void check(String what, long found, long expected, Clock clock)
      throws IOException {
    if (found != expected) {
      throw new IllegalStateException(what + ": " + found + ", not " + expected);
    }
    clock.tell(what, found);
  }

  /// Time since the last step.
  private static final class Clock {
    private long wall = System.nanoTime();
    private long processor = ReportCompare.cpu();

    void tell(String what, long found) throws IOException {
      System.out.printf(
          Locale.ROOT,
          "  %-42s %,13d right  %7.1f s  %7.1f CPU s  %,6d MiB resident at most%n",
          what,
          found,
          (System.nanoTime() - wall) / 1e9,
          (ReportCompare.cpu() - processor) / 1e9,
          ReportCompare.resident() >> 10);
      wall = System.nanoTime();
      processor = ReportCompare.cpu();
    }
  }
}
