package dev.lockstep.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The table in `docs/fidelity.md`: a row for each thing that may be lost, a column for each store.
/// A store's test holds its own column alone to what came out. To write it anew: run the tests of
/// [FidelityMatrix] with `-Dfidelity-table.write`.
final class FidelityPage {
  private static final Path PAGE = Path.of("../docs/fidelity.md");
  private static final String BEGIN = "<!-- made by FidelityMatrix -->\n";
  private static final String NOT_RUN = "not run yet";
  private static final List<String> COLUMNS =
      List.of(
          "sandbox",
          "Ceph RGW 16.2",
          "MinIO 2026-02",
          "versitygw 1.8",
          "Garage 2.5",
          "s3s-fs 0.14");

  private FidelityPage() {}

  /// @param cells what came out, by the name of the row
  static void compare(String column, Map<String, String> cells) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    Map<String, List<String>> rows = rows(page.substring(begin));
    Map<String, List<String>> written = new LinkedHashMap<>();
    cells.forEach((row, cell) -> {
      List<String> all =
          new ArrayList<>(rows.getOrDefault(row, COLUMNS.stream().map(_ -> NOT_RUN).toList()));
      all.set(COLUMNS.indexOf(column), cell);
      written.put(row, all);
    });
    String fresh = page.substring(0, begin) + table(written);
    if (System.getProperty("fidelity-table.write") != null) {
      Files.writeString(PAGE, fresh);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(fresh);
  }

  private static Map<String, List<String>> rows(String table) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String line : table.lines().toList()) {
      List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList();
      if (cells.size() == COLUMNS.size() + 1 && !cells.getFirst().startsWith("---")) {
        rows.put(cells.getFirst(), cells.subList(1, cells.size()));
      }
    }
    return rows;
  }

  private static String table(Map<String, List<String>> rows) {
    StringBuilder table = new StringBuilder("\n| what | ");
    table.append(String.join(" | ", COLUMNS)).append(" |\n|---|");
    table.append(COLUMNS.stream().map(_ -> "---|").collect(Collectors.joining())).append('\n');
    rows.forEach((row, cells) ->
        table
            .append("| ")
            .append(row)
            .append(" | ")
            .append(String.join(" | ", cells))
            .append(" |\n"));
    return table.toString();
  }
}
