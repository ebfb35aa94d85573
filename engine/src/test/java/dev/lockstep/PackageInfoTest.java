package dev.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every room has a note at its door: what it answers, where to start, and that null is refused. */
class PackageInfoTest {
  @ParameterizedTest
  @MethodSource("rooms")
  void everyRoomHasANoteAtItsDoor(Path room) throws IOException {
    Path note = room.resolve("package-info.java");

    assertThat(note).isRegularFile();
    assertThat(Files.readString(note))
        .matches("(?s)/(//|\\*\\*).*")
        .contains("\n@NullMarked\npackage ");
  }

  static List<Path> rooms() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/main/java/dev/lockstep"))) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }
}
