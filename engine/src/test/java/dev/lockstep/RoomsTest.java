package dev.lockstep;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The map of the engine: every room, and the floor it is on. A room may use rooms on lower floors
 * alone, so there are no cycles, and no exceptions.
 */
class RoomsTest {
  private static final Map<String, Integer> FLOOR_OF_ROOM =
      Map.ofEntries(
          entry("concurrent", 0),
          entry("object", 0),
          entry("telemetry", 0),
          entry("endpoint", 1),
          entry("selection", 1),
          entry("state", 1),
          entry("summary", 0),
          entry("listing", 2),
          entry("copy", 2),
          entry("verify", 2),
          entry("journal", 3),
          entry("sort", 3),
          entry("compare", 4),
          entry("manifest", 5),
          entry("history", 5),
          entry("plan", 5),
          entry("inventory", 6),
          entry("job", 7));

  private static final String ROOT = "dev.lockstep";

  private final JavaClasses engine = new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void everyRoomInTheCodeIsOnTheMapAndNoRoomOnTheMapIsEmpty() {
    Set<String> rooms =
        engine.stream().map(RoomsTest::room).collect(Collectors.toCollection(TreeSet::new));

    assertThat(rooms).containsExactlyInAnyOrderElementsOf(FLOOR_OF_ROOM.keySet());
  }

  @Test
  void aRoomUsesRoomsOnLowerFloorsAlone() {
    List<String> climbs =
        engine.stream()
            .flatMap(aClass -> aClass.getDirectDependenciesFromSelf().stream())
            .filter(dependency -> dependency.getTargetClass().getPackageName().startsWith(ROOT))
            .filter(Predicate.not(RoomsTest::isAllowed))
            .map(Dependency::getDescription)
            .toList();

    assertThat(climbs).isEmpty();
  }

  @Test
  void thePackageInfoOfARoomNamesTheRoomsThatItUses() throws IOException {
    for (String room : FLOOR_OF_ROOM.keySet()) {
      String told = mayTouch(room);
      Set<String> used =
          engine.stream()
              .filter(aClass -> room(aClass).equals(room))
              .flatMap(aClass -> aClass.getDirectDependenciesFromSelf().stream())
              .map(Dependency::getTargetClass)
              .filter(aClass -> aClass.getPackageName().startsWith(ROOT))
              .map(RoomsTest::room)
              .filter(Predicate.not(room::equals))
              .collect(Collectors.toCollection(TreeSet::new));

      if (!told.equals("every room below")) {
        assertThat(told.split(", ")).as("%s may touch", room).containsAll(used);
      }
    }
  }

  private static String mayTouch(String room) throws IOException {
    String text =
        Files.readString(Path.of("src/main/java/dev/lockstep", room, "package-info.java"))
            .replace("\n///", "");
    Matcher told = Pattern.compile("May touch: ([^.]*)\\.").matcher(text);
    assertThat(told.find()).as("%s says what it may touch", room).isTrue();
    return told.group(1);
  }

  private static boolean isAllowed(Dependency dependency) {
    String from = room(dependency.getOriginClass());
    String to = room(dependency.getTargetClass());
    return from.equals(to) || floor(to) < floor(from);
  }

  /** A room that isn't on the map is above all others, until it is. */
  private static int floor(String room) {
    return FLOOR_OF_ROOM.getOrDefault(room, Integer.MAX_VALUE);
  }

  /** The package below {@code dev.lockstep}: a room has no rooms inside it. */
  private static String room(JavaClass aClass) {
    return aClass.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
  }
}
