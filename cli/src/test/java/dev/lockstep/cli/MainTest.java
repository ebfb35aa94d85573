package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void printsHelpWhenAskedAndWhenThereIsNoVerb() {
    assertThat(commandLine.execute("--help")).isZero();
    String help = out.toString();
    assertThat(help).startsWith("Usage: lockstep");

    assertThat(commandLine.execute()).isZero();
    assertThat(out.toString()).isEqualTo(help + help);
  }

  @Test
  void printsTheVersion() {
    assertThat(commandLine.execute("--version")).isZero();
    assertThat(out.toString()).startsWith("lockstep ");
  }

  @Test
  void refusesAnUnknownVerbWithTheUsageExitCode() {
    assertThat(commandLine.execute("frobnicate")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("frobnicate");
  }
}
