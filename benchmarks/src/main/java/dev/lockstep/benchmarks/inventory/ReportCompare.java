package dev.lockstep.benchmarks.inventory;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.compare.Basis;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.compare.OutOfOrderSides;
import dev.lockstep.compare.SideComparison;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles.RowReader;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySource;
import dev.lockstep.inventory.ReportReader;
import dev.lockstep.inventory.ReportSide;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.selection.Selection;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.telemetry.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/// Two synthetic reports compared, and the same columns of both merely read. Each step is a process
/// of its own: `generate FOLDER ROWS sorted|shuffled|versions FORMAT`, then `compare`, `scan`
/// (fetched and checked as a comparison does it, not compared), `read` (the files as they lie
/// there), `duckdb` and, where rows have versions, `query` (the statements of [PostQueries]) with
/// `FOLDER ROWS`.
public final class ReportCompare {
  private static final List<InventoryField> COMPARED =
      List.of(
          InventoryField.KEY,
          InventoryField.SIZE,
          InventoryField.LAST_MODIFIED_DATE,
          InventoryField.E_TAG);

  private final Path folder;
  private final long rows;

  private ReportCompare(Path folder, long rows) {
    this.folder = folder;
    this.rows = rows;
  }

  public static void main(String[] arguments) throws IOException, SQLException {
    ReportCompare run = new ReportCompare(Path.of(arguments[1]), Long.parseLong(arguments[2]));
    long began = System.nanoTime();
    long cpu = cpu();
    long read =
        switch (arguments[0]) {
          case "generate" ->
              run.generate(
                  arguments[3], InventoryFormat.valueOf(arguments[4].toUpperCase(Locale.ROOT)));
          case "compare" -> run.compare();
          case "scan" -> run.bothSides(run::scan);
          case "read" -> run.bothSides(run::read);
          case "duckdb" -> run.duckdb();
          case "query" -> new PostQueries(run.folder, run.rows).ask();
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    System.out.printf(
        Locale.ROOT,
        "%-8s %,13d rows in all  %7.1f s  %7.1f CPU s  %,6d MiB resident at most%n",
        arguments[0],
        read,
        (System.nanoTime() - began) / 1e9,
        (cpu() - cpu) / 1e9,
        resident() >> 10);
  }

  /// Of all threads, the collector's and the compiler's included.
  static long cpu() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : System.nanoTime();
  }

  /// In KiB, what is mapped of files included.
  static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }

  private long generate(String order, InventoryFormat format) {
    return bothSides(bucket -> {
      try {
        new SyntheticReport(
                folder.resolve(bucket),
                format,
                bucket.equals("side-a"),
                rows,
                order.equals("shuffled"),
                order.equals("versions"))
            .write();
        return rows;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private interface Side {
    long rows(String bucket);
  }

  /// At the same time.
  private long bothSides(Side work) {
    CompletableFuture<Long> one = CompletableFuture.supplyAsync(() -> work.rows("side-a"));
    CompletableFuture<Long> other = CompletableFuture.supplyAsync(() -> work.rows("side-b"));
    return one.join() + other.join();
  }

  private BucketScope manifest(String bucket) {
    return new BucketScope(
        FolderStore.in(folder), new BucketName(bucket), ObjectKey.of("manifest.json"));
  }

  private ReportSide side(String bucket) {
    return ReportSide.open(
        manifest(bucket),
        new ReportSide.Reading(
            ColumnarFiles::of, ObjectKey.EMPTY, ReportSide.Rows.CURRENT, temporary()));
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /// Counts what it is told, too: each difference has been made for somebody.
  private static final class Heard implements DifferenceListener {
    private final LongAdder found = new LongAdder();

    @Override
    public void found(Difference difference) {
      found.increment();
    }

    @Override
    public void begunAnew() {
      found.reset();
    }
  }

  private long compare() {
    ReportSide source = side("side-a");
    ReportSide destination = side("side-b");
    Basis basis = Basis.best(source.facts(), destination.facts());
    Progress progress = new Progress(System.out::println);
    OutOfOrderSides outOfOrder = new OutOfOrderSides(SortSpace.standard(), progress);
    Heard heard = new Heard();
    ComparisonResult found =
        outOfOrder.untilInOrder(
            () ->
                new SideComparison(
                        source,
                        destination,
                        Selection.EVERYTHING,
                        basis,
                        heard,
                        progress,
                        outOfOrder)
                    .run(),
            heard::begunAnew);
    SyntheticSides.Counts expected = SyntheticSides.counts(rows);
    SyntheticSides.Counts counts =
        new SyntheticSides.Counts(
            found.same(),
            found.onlyInSource(),
            found.onlyInDestination(),
            found.different(),
            found.undecided());
    long told = counts.missing() + counts.extra() + counts.different();
    if (!counts.equals(expected) || heard.found.sum() != told) {
      throw new IllegalStateException(counts + " and " + heard.found + ", not " + expected);
    }
    System.out.println(counts + ", as generated; sorted first: " + outOfOrder.all().size());
    return found.listedInSource() + found.listedInDestination();
  }

  private long scan(String bucket) {
    ReportReader report = ReportReader.open(manifest(bucket), ObjectKey.of("manifest.json"));
    long count = 0;
    for (DataFile file : report.manifest().files()) {
      try (InventorySource source = report.fetch(file, temporary())) {
        count += read(report, source);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return count;
  }

  private long read(String bucket) {
    ReportReader report = ReportReader.open(manifest(bucket), ObjectKey.of("manifest.json"));
    long count = 0;
    for (DataFile file : report.manifest().files()) {
      Path path = folder.resolve(bucket).resolve(file.key().text());
      try (InventorySource source = InventorySource.of(path)) {
        count += read(report, source);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return count;
  }

  private static long read(ReportReader report, InventorySource source) throws IOException {
    long count = 0;
    try (RowReader reader =
        ColumnarFiles.of(report.manifest().format())
            .read(source, report.manifest().schema(), COMPARED)) {
      for (InventoryRows some = reader.next(); some != null; some = reader.next()) {
        count += some.count();
      }
    }
    return count;
  }

  /// Every byte of the columns is looked at.
  private long duckdb() throws SQLException {
    String files = "read_parquet('" + folder + "/side-[ab]/*.parquet')";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT count(*), max(key), max(e_tag), sum(size), max(last_modified_date) FROM "
                    + files)) {
      result.next();
      return result.getLong(1);
    }
  }
}
