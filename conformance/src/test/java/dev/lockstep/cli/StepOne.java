package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The first step of AWS's post on synchronising buckets, from beginning to end, by the lines that
/// a user types: reports of both buckets, the post's two queries, what is missing, a manifest of
/// it, the copy, and a look whether anything is missing still. Over whatever store.
abstract class StepOne {
  private static final List<String> KEYS =
      List.of(
          "plain",
          "sp ace",
          "plus+key",
          "per%cent%2F",
          "ünï/漢字/😀",
          "new\nline",
          "quo\"te's,comma",
          "dir/sub/deep",
          "q?x=1&y=2#z");

  private static final String COUNT =
      """
      SELECT COUNT(*) FROM your-s3source-bucket-table st
      LEFT JOIN your-s3destination-bucket-table dt ON dt.key = st.key
      """;

  private static final String ROWS =
      """
      SELECT st.* FROM your-s3source-bucket-table st
      LEFT JOIN your-s3destination-bucket-table dt ON dt.key = st.key AND dt.version_id = st.version_id
      """;

  private final String id = UUID.randomUUID().toString().substring(0, 13);
  private final BucketName source = new BucketName("lockstep-src-" + id);
  private final BucketName destination = new BucketName("lockstep-dst-" + id);
  private final BucketName reports = new BucketName("lockstep-reports-" + id);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private InputStream in = InputStream.nullInputStream();

  @TempDir private Path folder = Path.of("");

  /// The store, opened once more.
  abstract ObjectStore open();

  /// Keys that the server doesn't list as they were written.
  Set<String> notListed() {
    return Set.of();
  }

  private void run(String... line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    int code =
        Main.execute(
            new Surroundings(
                in,
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                _ -> open(),
                folder.resolve("state"),
                Signals.NONE,
                InstantSource.system(),
                new SplittableRandom(1)),
            line);
    in = InputStream.nullInputStream();
    assertThat(code).as("%s%n%s%s", String.join(" ", line), out, err).isZero();
  }

  private String report(BucketName of, String format) {
    run(
        "inventory",
        "run",
        "a:" + of,
        "--to",
        "a:" + reports + "/inv",
        "--id",
        format,
        "--format",
        format,
        "--versions",
        "all",
        "--output",
        "json");
    return JsonReader.readMembers(out.toString()).needed("manifest");
  }

  private void put(ObjectStore store, BucketName bucket, String key) {
    store.putObject(
        ObjectRef.current(bucket, ObjectKey.of(key)),
        ObjectAttributes.NONE,
        ObjectBody.of(("content of " + key).getBytes(StandardCharsets.UTF_8)),
        WriteOptions.PLAIN);
  }

  private Set<String> listed(ObjectStore store, BucketName bucket) {
    EntryPage page = store.listObjects(bucket, ListingRequest.first(ObjectKey.EMPTY)).entries();
    Set<String> keys = new TreeSet<>();
    for (int row = 0; row < page.count(); row++) {
      keys.add(page.key(row).text());
    }
    return keys;
  }

  /// @return the keys that only the source has
  private Set<String> fill(ObjectStore store) {
    for (BucketName bucket : List.of(source, destination, reports)) {
      store.createBucket(bucket);
    }
    store.enableVersioning(source);
    store.enableVersioning(destination);
    List<String> keys = new ArrayList<>(KEYS);
    keys.removeAll(notListed());
    keys.forEach(key -> put(store, source, key));
    assertThat(listed(store, source)).containsExactlyInAnyOrderElementsOf(keys);
    for (int i = 0; i < 3; i++) {
      put(store, source, "both/" + i);
      put(store, destination, "both/" + i);
    }
    put(store, destination, "extra");
    return new TreeSet<>(keys);
  }

  private List<String> asked(String sql, String sourceReport, String destinationReport) {
    run(
        "query",
        sql,
        "-t",
        "your-s3source-bucket-table=" + sourceReport,
        "-t",
        "your-s3destination-bucket-table=" + destinationReport,
        "--output",
        "jsonl");
    return out.toString().lines().toList();
  }

  private void missing(String sourceTable, String destinationTable) {
    run(
        "query",
        "--view",
        "missing",
        "--table",
        "source=" + sourceTable,
        "--table",
        "destination=" + destinationTable,
        "--output",
        "jsonl");
  }

  private Set<String> keysOfRows() {
    Set<String> keys = new TreeSet<>();
    out.toString().lines().forEach(row -> keys.add(JsonReader.readMembers(row).needed("key")));
    return keys;
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc", "csv"})
  void reportsQueriesManifestAndCopyLeaveNothingMissing(String format) throws IOException {
    try (ObjectStore store = open()) {
      Set<String> lacking = fill(store);
      String from = report(source, format);
      String to = report(destination, format);
      int rows = lacking.size() + 3;

      assertThat(asked(COUNT, from, to)).singleElement().asString().contains(":" + rows + "}");
      assertThat(asked(ROWS, from, to)).hasSize(rows);
      missing(from, to);
      assertThat(keysOfRows()).isEqualTo(lacking);

      in = new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.UTF_8));
      String manifest = folder.resolve("missing.csv").toString();
      run("manifest", "create", "--bucket", source.value(), "-o", manifest, "-");
      run("sync", "a:" + source, "a:" + destination, "--manifest", manifest, "--output", "json");
      assertThat(out.toString())
          .contains("\"inSync\":true")
          .contains("\"objects\":" + lacking.size());

      missing("a:" + source, "a:" + destination);
      assertThat(out.toString()).isEmpty();
      for (String key : lacking) {
        assertThat(text(store, key)).isEqualTo("content of " + key);
      }
      nothingElseCame(store, lacking);
    }
  }

  private void nothingElseCame(ObjectStore store, Set<String> lacking) {
    Set<String> all = new TreeSet<>(lacking);
    all.addAll(List.of("both/0", "both/1", "both/2", "extra"));
    assertThat(listed(store, destination)).isEqualTo(all);
  }

  private String text(ObjectStore store, String key) throws IOException {
    try (FetchedObject fetched =
        store.fetchObject(ObjectRef.current(destination, ObjectKey.of(key)), ReadOptions.PLAIN)) {
      return new String(
          Channels.newInputStream(fetched.body()).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aReportIsFoundCheckedAndReadWholeAndTheLatestIsATable() throws IOException {
    try (ObjectStore store = open()) {
      Set<String> lacking = fill(store);
      String manifest = report(source, "parquet");

      run("inventory", "ls", "a:" + reports + "/inv");
      assertThat(out.toString()).contains(manifest);
      String page = folder.resolve("page.html").toString();
      run("inventory", "describe", manifest, "--html", page);
      assertThat(out.toString()).contains("is complete");
      assertThat(Path.of(page))
          .content()
          .contains(String.format(Locale.ROOT, ">%d", rows(lacking)));
      run("inventory", "import", manifest, folder.resolve("copy").toString());
      assertThat(out.toString()).contains("is whole: " + rows(lacking) + " rows");
      run(
          "query",
          "SELECT count(*) AS n FROM inv",
          "--table",
          "inv=a:" + reports + "/inv/" + source + "/parquet/latest",
          "--output",
          "json");
      assertThat(out.toString()).isEqualTo("[{\"n\":" + rows(lacking) + "}]\n");
    }
  }

  private static int rows(Set<String> lacking) {
    return lacking.size() + 3;
  }
}
