package dev.lockstep.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sandbox.fault.Fault;
import java.util.Map;

/// Makes the run of a cell, and holds it to what must be so whatever goes wrong.
///
/// @param injected how often the fault really happened
/// @param ending of the run under the fault
/// @param uploadsLeft uploads in progress after a second run without the fault
record CellRun(Cell cell, int injected, VerbRun.Ending ending, int uploadsLeft) {
  /// Whether the run did what it was to do, in spite of all.
  boolean endedRight() {
    return ending.exitCode() == 0 || ending.why().equals("right");
  }

  /// Whether an upload may be open in the end because the store was gone: a run with a journal
  /// would go on with it.
  boolean lacksAJournal() {
    return cell.fault() == Fault.Breakage.REFUSED;
  }

  /// For the table.
  String words() {
    String words =
        switch (ending.exitCode()) {
          case 0 -> "in step";
          case 1 -> cell.verb().writes() ? "1: told as rows" : ending.why();
          // Whether the last request broke off or was not even taken is chance.
          default -> ending.exitCode() + ": " + (lacksAJournal() ? "Unreachable" : ending.why());
        };
    // Whether one was open when nothing listened any more is chance.
    boolean told = uploadsLeft > 0 && !lacksAJournal();
    return told ? words + ", leaves uploads" : words;
  }

  @Override
  public String toString() {
    return cell + " | " + injected + " times | " + ending + " | " + uploadsLeft + " uploads left";
  }

  static CellRun of(Cell cell) {
    try (CellStores stores = new CellStores(cell)) {
      return of(cell, stores);
    }
  }

  private static CellRun of(Cell cell, CellStores stores) {
    Map<String, String> source = stores.atSource();
    Map<String, String> destination = stores.atDestination();

    VerbRun.Ending ending = stores.run(cell.verb());

    String what = cell + " -> " + ending + "\n" + ending.text();
    int injected = stores.plan().injected().size();
    Map<String, String> now = stores.atDestination();
    boolean same = Contents.difference(source, now, cell.verb().deletes()).isEmpty();
    assertThat(ending.exitCode()).as(what).isIn(0, 1, 3, 4);
    assertThat(ending.inStep()).as(what).isEqualTo(ending.exitCode() == 0);
    assertThat(same || ending.exitCode() != 0).as("a false success: " + what).isTrue();
    assertThat(stores.atSource()).as("the source is as it was: " + what).isEqualTo(source);
    destination
        .keySet()
        .forEach(key -> {
          boolean mayGo =
              cell.verb().deletes() && key.startsWith(Contents.PREFIX) && !source.containsKey(key);
          assertThat(mayGo || now.containsKey(key)).as(key + " was lost: " + what).isTrue();
        });
    if (cell.verb().histories()) {
      assertThat(ContentHistories.notImages(source, now)).as(what).isEmpty();
    }
    assertThat(ending.text()).as(what).doesNotContain("\u001b");
    stores.lift();
    again(cell, stores, source, what);
    assertThat(stores.toStranger()).as(what).isEmpty();
    return new CellRun(cell, injected, ending, stores.uploads());
  }

  private static void again(Cell cell, CellStores stores, Map<String, String> source, String what) {
    Verb verb = cell.verb().writes() ? cell.verb() : Verb.SYNC_DELETE;
    VerbRun.Ending ending = stores.run(verb);
    assertThat(ending.exitCode()).as("again: " + ending.text() + "\nafter " + what).isZero();
    assertThat(Contents.difference(source, stores.atDestination(), verb.deletes()))
        .as(what)
        .isEmpty();
  }
}
