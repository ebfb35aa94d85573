package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.copy.Overwriting;
import dev.lockstep.selection.Selection;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a journal writes down of a run's settings: the next run goes on where it stopped if the
/// text is the same, so nothing may be left out of it.
class SettingsTextTest {
  static Stream<Record> settings() {
    return Stream.of(
        SyncSettings.STANDARD,
        Selection.EVERYTHING,
        CopySettings.STANDARD,
        Overwriting.ALWAYS,
        Fidelity.STANDARD);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void tellsEachComponentAsACompilerWould(Record record) throws ReflectiveOperationException {
    StringBuilder expected = new StringBuilder(record.getClass().getSimpleName()).append('[');
    RecordComponent[] components = record.getClass().getRecordComponents();
    for (RecordComponent component : components) {
      expected
          .append(component == components[0] ? "" : ", ")
          .append(component.getName())
          .append('=')
          .append(component.getAccessor().invoke(record));
    }

    assertThat(record).hasToString(expected + "]");
  }
}
