package dev.lockstep.cli;

import dev.lockstep.cli.RequestFlags.RequestSettings;
import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.duckdb.BuiltInView;
import dev.lockstep.duckdb.ResultSink;
import dev.lockstep.duckdb.ScratchFolder;
import dev.lockstep.duckdb.SqlException;
import dev.lockstep.duckdb.SqlSession;
import dev.lockstep.duckdb.SqlTable;
import dev.lockstep.duckdb.TableFiles;
import dev.lockstep.pages.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep query "SQL"`.
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Asks inventory reports, listings and manifests in SQL.",
    description = {
      "",
      "The engine is DuckDB, in this process; nothing is installed or downloaded but what the tables are made of. Each table is one report, listing or manifest, with the columns of S3 Inventory and dt. SQL sees the tables and nothing else. What does not fit its checksum is refused.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep query \"SELECT count(*) FROM inv\" \\",
      "    --table inv=a:reports/inv/src/weekly/2026-11-22T01-00Z/manifest.json",
      "  lockstep query \"SELECT storage_class, sum(size) FROM inv GROUP BY 1\" \\",
      "    --table inv=a:reports/inv/src/weekly/latest",
      "  lockstep query --view missing \\",
      "    --table source=old:photos --table destination=new:photos",
      "  lockstep query --view missing --table source=old:photos \\",
      "    --table destination=new:photos --output jsonl \\",
      "    | lockstep manifest create -o missing.csv -",
      "  lockstep query --view by_prefix --table source=old:photos --html photos.html",
      "  lockstep query --ddl athena --table inv=a:reports/inv/src/weekly/latest",
      "",
      "Exit codes: 0 answered, 2 wrong usage or wrong SQL, 3 a report or a listing",
      "can't be trusted, 4 a store could not be used."
    })
final class QueryCommand extends Verb {
  private static final long STANDARD_MEMORY = 512L << 20;
  private static final long LEAST_MEMORY = 96L << 20;
  private static final long LEAST_GIVEN = 256L << 20;
  private static final long OF_JVM = 128L << 20;

  @Parameters(index = "0", arity = "0..1", paramLabel = "SQL", description = "What to ask.")
  private @Nullable String sql;

  @Option(
      names = {"-t", "--table"},
      paramLabel = "NAME=WHAT",
      description =
          "A table: STORE:bucket/…/manifest.json of a report, STORE:bucket/…/latest for the newest report below, STORE:bucket/prefix for what is there now, versions:STORE:bucket/prefix with versions and delete markers, or a manifest: a file, or an object called .csv, .jsonl or .txt (or .gz). Repeatable; those of lockstep.yaml are there besides.")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--view",
      paramLabel = "NAME",
      completionCandidates = Views.class,
      description =
          "In place of SQL: missing, extra, different, undecided, explained or missing_versions of the tables source and destination; failed, unreplicated or by_prefix of source. SQL can ask them too.")
  private @Nullable String view;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      completionCandidates = ResultOutput.Formats.class,
      description =
          "text (default), json (an array of objects), jsonl, csv (with a header line) or parquet (with -o).")
  private String output = "text";

  @Option(
      names = "-o",
      paramLabel = "FILE",
      description = "Where to write the result: a file, STORE:bucket/key, or - for stdout.")
  private @Nullable String target;

  @Option(
      names = "--to",
      paramLabel = "STORE:BUCKET/PREFIX/",
      description =
          "Write the result as Athena does: PREFIX/ID.csv, with a header line and every value in quotes.")
  private @Nullable String athena;

  @Option(
      names = "--ddl",
      paramLabel = "WHERE",
      description =
          "Print the statements that make the tables of reports in athena or redshift, and ask nothing.")
  private @Nullable String ddl;

  @Mixin private ConfigFlag config = new ConfigFlag();
  @Mixin private PageFlag pageFlag = new PageFlag();
  @Mixin private Memory memory = new Memory();
  @Mixin private TlsOptions tls = new TlsOptions();

  QueryCommand(Surroundings around) {
    super(around);
  }

  /// What may follow `--view`.
  static final class Views implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(BuiltInView.values()).map(BuiltInView::sqlName).iterator();
    }
  }

  @Override
  ExitCode run() {
    memory.check();
    try (Stores stores = around.stores(RequestSettings.with(tls))) {
      QueryTables known = QueryTables.of(tables, config.read());
      if (ddl != null) {
        new TableDdl(around, stores).print(ddl, known.all());
      } else {
        ask(stores, statement(known.all()), known);
      }
      around.out().flush();
      return ExitCode.DONE;
    } catch (SqlException e) {
      throw new WrongUsage(e.getMessage());
    } catch (IOException e) {
      throw new WrongUsage("The result can't be written: " + e.getMessage());
    }
  }

  /// What is to be asked.
  private String statement(List<TableOption> asked) {
    List<String> names = asked.stream().map(TableOption::name).toList();
    if ((sql == null) == (view == null)) {
      throw new WrongUsage("Say what to ask: SQL, or --view NAME");
    }
    if (view == null) {
      return String.valueOf(sql);
    }
    BuiltInView chosen =
        BuiltInView.named(view)
            .orElseThrow(() ->
                new WrongUsage(
                    "There is no view '"
                        + view
                        + "': "
                        + Arrays.stream(BuiltInView.values())
                            .map(BuiltInView::sqlName)
                            .collect(Collectors.joining(", "))));
    if (!chosen.fits(names)) {
      throw new WrongUsage(
          "--view " + view + " needs " + chosen.needs() + ", by --table NAME=WHAT");
    }
    return chosen.query();
  }

  private void ask(Stores stores, String statement, QueryTables known) throws IOException {
    ResultOutput.Format format = ResultOutput.format(athena == null ? output : "athena");
    if (athena != null && (target != null || !output.equals("text"))) {
      throw new WrongUsage("--to is a place and a format; leave -o and --output away");
    }
    if (format == ResultOutput.Format.PARQUET && target == null) {
      throw new WrongUsage("--output parquet goes with -o FILE");
    }
    if (format == ResultOutput.Format.PARQUET && pageFlag.isGiven()) {
      throw new WrongUsage("--html goes with every --output but parquet");
    }
    try (ScratchFolder scratch = ScratchFolder.in(ManifestVerb.scratch())) {
      TableFiles files = new TableFiles(scratch, ColumnarFiles::of);
      List<SqlTable> made = new ArrayList<>();
      List<TableOption> asked = known.neededBy(statement);
      for (TableOption one : asked) {
        made.add(one.make(around, stores, files));
      }
      try (SqlSession session = SqlSession.open(scratch, engineMemory(), made)) {
        answer(stores, session, statement, format, asked);
      }
    }
  }

  private void answer(
      Stores stores,
      SqlSession session,
      String statement,
      ResultOutput.Format format,
      List<TableOption> asked)
      throws IOException {
    if (format == ResultOutput.Format.PARQUET && target != null) {
      place(stores, session.writeParquet(statement), new NamedFile(target));
      return;
    }
    String place = athena == null ? target : athenaPlace(athena);
    try (OutFile file = OutFile.open(place, around.out(), stores);
        PageFile page = pageFlag.open(around, stores)) {
      ResultSink sink = ResultOutput.sink(format, file.out());
      ResultPage shown = new ResultPage(sink, around.clock().instant());
      session.run(statement, pageFlag.isGiven() ? shown : sink);
      file.finish();
      page.write(() -> page(shown, asked));
    }
    if (athena != null && place != null) {
      around.out().println(place);
    }
  }

  private Page page(ResultPage result, List<TableOption> asked) {
    String all =
        asked.stream()
            .map(table -> table.name() + "=" + table.what())
            .collect(Collectors.joining(", "));
    String of = all.isEmpty() ? "No tables." : "Tables: " + all + ".";
    return result.page(
        view == null ? String.valueOf(sql).strip().replaceAll("\\s+", " ") : "View " + view, of);
  }

  /// As Athena calls it: by a name that nothing has.
  private String athenaPlace(String prefix) {
    if (!new NamedFile(prefix + "x").isObject()) {
      throw new WrongUsage("--to is STORE:bucket/prefix/, not '" + prefix + "'");
    }
    UUID id = new UUID(around.random().nextLong(), around.random().nextLong());
    String text = id.toString();
    // Version 4, and the variant of RFC 9562.
    return prefix
        + (prefix.endsWith("/") ? "" : "/")
        + text.substring(0, 14)
        + '4'
        + text.substring(15, 19)
        + 'a'
        + text.substring(20)
        + ".csv";
  }

  private static void place(Stores stores, Path result, NamedFile where) throws IOException {
    if (where.isStandard()) {
      throw new WrongUsage("Parquet is no text: name a file with -o");
    }
    if (where.isObject()) {
      where.upload(result, stores);
    } else {
      Files.copy(result, where.path(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// What the heap and the JVM leave of the memory that was given; the launcher tells how much that
  /// is.
  private static long engineMemory() {
    long given = Long.getLong("lockstep.memory", 0L) << 20;
    if (given > 0 && given < LEAST_GIVEN) {
      throw new WrongUsage("--memory: a query needs at least " + Amounts.size(LEAST_GIVEN));
    }
    return given == 0
        ? STANDARD_MEMORY
        : Math.max(LEAST_MEMORY, given - Runtime.getRuntime().maxMemory() - OF_JVM);
  }
}
