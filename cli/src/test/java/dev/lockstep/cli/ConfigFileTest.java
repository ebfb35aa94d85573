package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  private final TwoStores stores = new TwoStores();

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("lockstep.yaml"), text);
  }

  private int query(String text, String... more) throws IOException {
    List<String> line = new ArrayList<>(List.of("query"));
    line.addAll(List.of(more));
    line.addAll(List.of("--config", file(text).toString(), "--output", "csv"));
    return stores.run(line.toArray(String[]::new));
  }

  @Test
  void tablesOfTheFileAreThereAndOneOfTheLineWins() throws IOException {
    put(stores.a, SRC, "p/1", "1");
    put(stores.a, SRC, "q/2", "2");
    String text = "# ours\ntables:\n  inv: \"a:src/p/\"\n  other: a:src\n";

    assertThat(query(text, "SELECT count(*) AS n FROM inv")).as(stores.err()).isZero();
    assertThat(stores.out()).isEqualTo("n\n1\n");
    assertThat(query(text, "SELECT count(*) AS n FROM inv", "-t", "inv=a:src/q/")).isZero();
    assertThat(stores.out()).isEqualTo("n\n1\n");
    assertThat(query(text, "SELECT key FROM INV", "-t", "inv=a:src/q/")).isZero();
    assertThat(stores.out()).isEqualTo("key\nq/2\n");
  }

  @Test
  void whatAStatementDoesNotNameIsNotFetched() throws IOException {
    put(stores.a, SRC, "k", "1");
    String text = "tables: {inv: a:src, gone: 'a:nobucket', source: a:src, destination: b:dst}\n";

    assertThat(query(text, "SELECT key FROM inv")).as(stores.err()).isZero();
    assertThat(query(text, "SELECT key FROM gone")).isEqualTo(4);
    assertThat(query(text, "--view", "missing")).as(stores.err()).isZero();
    assertThat(stores.out()).contains("\nsrc,k,");
    assertThat(query(text, "SELECT key FROM missing")).as(stores.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tabels: {}                     | 1: there is no setting 'tabels'; did you mean tables?
          colour: red                    | 1: there is no setting 'colour'
          - a                            | 1: here belong settings by name
          tables: [a]                    | 1: here belong tables by name
          tables: {a b: x}               | 1: 'a b' is no name of a table
          tables: {inv: }                | 1: the table 'inv' is of nothing
          tables: {inv: {a: b}}          | 1: the table 'inv' is of nothing
          tables: {i: x, i: y}           | 1: 'i' stands here a second time
          tables: {                      | 1: this is no YAML
          tables: &a {x: a:b}            | !
          """)
  void whatIsNotUnderstoodIsToldWithItsLine(String text, String problem) throws IOException {
    int code = query(text, "SELECT 1");

    if (problem.equals("!")) {
      assertThat(code).as(stores.err()).isZero();
    } else {
      assertThat(code).isEqualTo(2);
      assertThat(stores.err()).contains("lockstep.yaml:" + problem);
    }
  }

  @Test
  void allThatIsWrongIsToldTogetherEachWithItsLine() throws IOException {
    String text = "tables:\n  good: a:src\n  bad name: a:src\n  none:\nbudget: 3\n";

    assertThat(query(text, "SELECT 1")).isEqualTo(2);

    assertThat(stores.err())
        .contains("lockstep.yaml:3: 'bad name'")
        .contains("lockstep.yaml:4: the table 'none'")
        .contains("lockstep.yaml:5: there is no setting 'budget'");
  }

  @Test
  void anEmptyFileSaysNothingAndAMissingOneIsTold() throws IOException {
    assertThat(ConfigFile.read(file("# nothing\n")).tables()).isEmpty();
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none.yaml")))
        .isInstanceOf(WrongUsage.class)
        .hasMessageContaining("There is no file");
    String bomb = "a: &a [x,x]\nb: &b [*a,*a]\ntables: {t: *b}\n";
    assertThat(query(bomb, "SELECT 1")).isEqualTo(2);
  }
}
