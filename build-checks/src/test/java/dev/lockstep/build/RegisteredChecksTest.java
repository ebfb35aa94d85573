package dev.lockstep.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.errorprone.bugpatterns.BugChecker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegisteredChecksTest {
  @Test
  void everyCheckIsActive() throws IOException {
    List<String> registered =
        new String(
                BugChecker.class
                    .getClassLoader()
                    .getResourceAsStream("META-INF/services/" + BugChecker.class.getName())
                    .readAllBytes(),
                StandardCharsets.UTF_8)
            .lines()
            .toList();

    TreeSet<String> written = new TreeSet<>();
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/lockstep/build"))) {
      for (Path source : sources.toList()) {
        if (Files.readString(source).contains("extends BugChecker")) {
          written.add("dev.lockstep.build." + source.getFileName().toString().replace(".java", ""));
        }
      }
    }

    assertEquals(List.copyOf(written), registered);
  }
}
