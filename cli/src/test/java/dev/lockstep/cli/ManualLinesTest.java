package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static dev.lockstep.cli.TwoStores.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.telemetry.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines by which inventories, queries and manifests are shown to people, typed one after the
/// other.
class ManualLinesTest {

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

  private final TwoStores stores = new TwoStores();

  @TempDir private Path folder;

  /// @param line as it stands in a manual; DATE and FILE. are put in
  private int type(String line) {
    String typed = line.replace("DATE", "2026-11-23T12-00Z").replace("FILE.", folder + "/missing.");
    String[] words =
        WORD.matcher(typed)
            .results()
            .map(word -> word.group().replace("\"", ""))
            .toArray(String[]::new);
    return stores.run(words);
  }

  private void done(String line) {
    assertThat(type(line)).as(stores.err()).isZero();
  }

  @Test
  void everyLineDoesWhatItSays() {
    stores.a.enableVersioning(SRC);
    put(stores.a, SRC, "a b+%2F", "1");
    put(stores.a, SRC, "ü\n\"", "22");
    put(stores.a, SRC, "both", "3");
    put(stores.b, DST, "both", "3");

    done(
        "inventory run a:src --to a:reports/inv --id weekly --format parquet --versions all --output json");
    assertThat(JsonReader.readMembers(stores.out()).needed("manifest"))
        .isEqualTo("a:reports/inv/src/weekly/2026-11-23T12-00Z/manifest.json");

    done(
        "query \"SELECT count(*) FROM inv\" --table inv=a:reports/inv/src/weekly/DATE/manifest.json --output json");
    assertThat(stores.out()).isEqualTo("[{\"count_star()\":3}]\n");

    String compare = "compare a:reports/inv/src/weekly/DATE/manifest.json b:dst --output json";
    assertThat(type(compare)).as(stores.err()).isEqualTo(1);
    assertThat(stores.out()).contains("\"onlyInSource\":2");

    done("query --view missing --table source=a:src --table destination=b:dst --output jsonl");
    stores.in = new ByteArrayInputStream(stores.out().getBytes(StandardCharsets.UTF_8));
    done("manifest create --bucket src -o FILE.csv -");

    done("sync a:src b:dst --manifest FILE.csv");
    assertThat(text(stores.b, DST, "a b+%2F")).isEqualTo("1");
    assertThat(text(stores.b, DST, "ü\n\"")).isEqualTo("22");
    done(compare);

    done("query --view missing --table source=a:src --table destination=b:dst --output jsonl");
    assertThat(stores.out()).isEmpty();
  }
}
