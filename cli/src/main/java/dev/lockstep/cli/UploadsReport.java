package dev.lockstep.cli;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.job.AbortUploadsJob.Outcome;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.LeftUpload;
import dev.lockstep.journal.RunInProgressException;
import dev.lockstep.journal.Unfinished;
import dev.lockstep.object.Printable;
import dev.lockstep.telemetry.JsonWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What `lockstep uploads` has found, pair by pair, and what became of it. Trouble with one pair
/// keeps no other from its turn.
final class UploadsReport {
  /// One upload, and what was done.
  private record Row(LeftUpload upload, boolean tried, @Nullable StoreException failure) {}

  private record Pair(JournalRecord.RunBegan run, List<Row> rows) {}

  private final List<Pair> pairs = new ArrayList<>();
  private ExitCode exitCode = ExitCode.DONE;

  /// Does what concerns one pair, and tells what stands in its way.
  void trying(PrintWriter err, Supplier<ExitCode> work) {
    try {
      endWith(work.get());
    } catch (WrongUsage | UncheckedIOException e) {
      say(err, e, ExitCode.WRONG_USAGE);
    } catch (RunInProgressException e) {
      say(err, e, ExitCode.REFUSED);
    }
  }

  private void say(PrintWriter err, RuntimeException e, ExitCode code) {
    err.println("lockstep: " + e.getMessage());
    err.flush();
    endWith(code);
  }

  private void endWith(ExitCode code) {
    exitCode = code.code() > exitCode.code() ? code : exitCode;
  }

  /// Nothing was done about these.
  void listed(Unfinished left) {
    JournalRecord.RunBegan run = left.run();
    if (run != null && !left.leftUploads().isEmpty()) {
      pairs.add(
          new Pair(
              run,
              left.leftUploads().stream().map(upload -> new Row(upload, false, null)).toList()));
    }
  }

  ExitCode aborted(JournalRecord.RunBegan run, List<Outcome> outcomes) {
    List<Row> rows =
        outcomes.stream()
            .map(outcome -> new Row(outcome.upload(), true, outcome.failure()))
            .toList();
    pairs.add(new Pair(run, rows));
    return rows.stream().anyMatch(row -> row.failure() != null)
        ? ExitCode.STORE_UNUSABLE
        : ExitCode.DONE;
  }

  /// The gravest of what has come of each pair.
  ExitCode exitCode() {
    return exitCode;
  }

  void write(PrintWriter out, boolean json) {
    if (json) {
      writeJson(out);
    } else {
      writeText(out);
    }
    out.flush();
  }

  private long count(boolean aborted) {
    return pairs.stream()
        .flatMap(pair -> pair.rows().stream())
        .filter(row -> aborted == (row.tried() && row.failure() == null))
        .count();
  }

  private void writeText(PrintWriter out) {
    for (Pair pair : pairs) {
      out.println(
          pair.run().source()
              + " -> "
              + pair.run().destination()
              + ", last run begun "
              + pair.run().at());
      for (Row row : pair.rows()) {
        out.println("  " + words(row));
      }
    }
    long aborted = count(true);
    long open = count(false);
    if (aborted > 0) {
      out.println(uploads(aborted) + " aborted");
    }
    if (open > 0) {
      out.println(
          uploads(open)
              + " left open; the same sync goes on with them, lockstep uploads abort removes them");
    } else if (aborted == 0) {
      out.println("No uploads are left open, as far as the journals tell");
    }
  }

  private static String uploads(long count) {
    return Amounts.count(count) + (count == 1 ? " upload" : " uploads");
  }

  private static String words(Row row) {
    LeftUpload upload = row.upload();
    String what =
        upload.uploadId().isEmpty()
            ? "perhaps one, whose id never came"
            : Printable.escape(upload.uploadId()) + ", " + upload.parts() + " parts";
    StoreException failure = row.failure();
    String became = "";
    if (failure != null) {
      became = ": not aborted: " + failure.getMessage();
    } else if (row.tried()) {
      became = ": aborted";
    }
    return upload.target() + "  (" + what + ")" + became;
  }

  private void writeJson(PrintWriter out) {
    JsonWriter json = new JsonWriter(out).beginObject();
    json.member("aborted", count(true)).member("open", count(false));
    json.name("pairs").beginArray();
    for (Pair pair : pairs) {
      json.beginObject();
      json.member("source", pair.run().source()).member("destination", pair.run().destination());
      json.member("lastRun", pair.run().at().toString()).name("uploads").beginArray();
      for (Row row : pair.rows()) {
        writeJson(json, row);
      }
      json.endArray().endObject();
    }
    json.endArray().endObject();
    out.println();
  }

  private static void writeJson(JsonWriter json, Row row) {
    LeftUpload upload = row.upload();
    StoreException failure = row.failure();
    json.beginObject();
    json.member("bucket", upload.target().bucket().value());
    json.member("key", upload.target().key().text());
    json.member("uploadId", upload.uploadId().isEmpty() ? null : upload.uploadId());
    json.member("parts", upload.parts()).member("aborted", row.tried() && failure == null);
    json.member("code", failure == null ? null : failure.failure().detail().code());
    json.member("message", failure == null ? null : failure.getMessage());
    json.endObject();
  }
}
