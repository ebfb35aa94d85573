package dev.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps `docs/stores.md` the same as what the classes of the servers say: each overridden test is
/// a deviation, its comment the reason. To write it anew: `./mvnw -pl conformance -am test
/// -Dtest=SupportTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dsupport-table.write`.
class SupportTableTest {
  private static final Path PAGE = Path.of("../docs/stores.md");
  private static final Path SERVERS = Path.of("src/test/java/dev/lockstep/conformance");
  private static final Path CONTRACT = Path.of("../testkit/src/main/java/dev/lockstep/testkit");
  private static final String BEGIN = "<!-- made by SupportTableTest -->\n";

  private static final Map<String, String> CLASSES = new LinkedHashMap<>();

  static {
    CLASSES.put("SandboxTest", "sandbox");
    CLASSES.put("CephRgwTest", "Ceph RGW 16.2");
    CLASSES.put("MinioTest", "MinIO 2026-02");
    CLASSES.put("VersitygwTest", "versitygw 1.8");
    CLASSES.put("GarageTest", "Garage 2.5");
    CLASSES.put("S3sTest", "s3s-fs 0.14");
  }

  private static final Pattern DEVIATION =
      Pattern.compile(
          "((?:  ///[^\n]*\n)+)  @Test\\s+@Override\\s+(?:public|default) void (\\w+)\\(\\)[^{]*\\{\\s+(\\w+)\\(");

  private static final Pattern LACKING = Pattern.compile("\\bWithout(?:Locks|Versions)\\b");

  private static final Pattern CONTRACT_TEST =
      Pattern.compile("@Test\\s+(?:default )?void (\\w+)\\(");

  @Test
  void theTableInTheDocsIsWhatTheClassesSay() throws IOException {
    String page = Files.readString(PAGE);
    String written = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table();

    if (System.getProperty("support-table.write") != null) {
      Files.writeString(PAGE, written);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(written);
  }

  private static String table() throws IOException {
    Map<String, String> groups = groupsOfTests();
    Map<String, Map<String, String>> deviations = new TreeMap<>();
    for (String server : CLASSES.keySet()) {
      Matcher matcher = DEVIATION.matcher(written(server));
      while (matcher.find()) {
        String reason = matcher.group(1).replaceAll("\\s*///\\s*", " ").strip().replace("|", "\\|");
        String cell = "**" + matcher.group(3) + "**: " + reason;
        String row =
            groups.getOrDefault(matcher.group(2), "other") + " | " + words(matcher.group(2));
        deviations.computeIfAbsent(row, key -> new LinkedHashMap<>()).put(server, cell);
      }
    }
    StringBuilder table = new StringBuilder();
    table
        .append("\nThe contract has ")
        .append(groups.size())
        .append(" tests. What is not in the table passes everywhere.\n\n");
    table.append("| group | test | ").append(String.join(" | ", CLASSES.values())).append(" |\n");
    table.append("|---|---|").append("---|".repeat(CLASSES.size())).append('\n');
    deviations.forEach((row, cells) ->
        table.append("| ").append(row).append(" | ").append(cells(cells)).append(" |\n"));
    return table.toString();
  }

  /// A server's class, and behind it what it has in common with others.
  private static String written(String server) throws IOException {
    StringBuilder all = new StringBuilder(Files.readString(SERVERS.resolve(server + ".java")));
    Matcher lacking = LACKING.matcher(all.toString());
    while (lacking.find()) {
      all.append(Files.readString(SERVERS.resolve(lacking.group() + ".java")));
    }
    return all.toString();
  }

  private static String cells(Map<String, String> cells) {
    return CLASSES.keySet().stream()
        .map(server -> cells.getOrDefault(server, "yes"))
        .collect(Collectors.joining(" | "));
  }

  /// Each test of the contract with the group that it belongs to: `AwkwardKeyContract` is the group
  /// of awkward keys.
  private static Map<String, String> groupsOfTests() throws IOException {
    Map<String, String> groups = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> listed = Files.list(CONTRACT)) {
      files = listed.filter(file -> file.toString().endsWith("Contract.java")).toList();
    }
    for (Path file : files) {
      String group = words(file.getFileName().toString().replace("Contract.java", ""));
      Matcher matcher = CONTRACT_TEST.matcher(Files.readString(file));
      while (matcher.find()) {
        groups.put(matcher.group(1), group);
      }
    }
    return groups;
  }

  private static String words(String name) {
    return name.replaceAll(
            "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
