package dev.lockstep.build;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.tools.javac.api.BasicJavacTask;
import com.sun.tools.javac.util.Log;

/**
 * Refuses a compilation with warnings, as {@code -Werror} does, but after all of them have been
 * found: under {@code -Werror} Error Prone stops at the first file that has one, and a reader would
 * fix them build by build.
 */
public final class WarningsAreErrors implements Plugin {
  @Override
  public String getName() {
    return "WarningsAreErrors";
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    Log log = Log.instance(((BasicJavacTask) task).getContext());
    task.addTaskListener(new Refusal(log));
  }

  /**
   * Speaks up before the first class file: by then everything is checked, and after an error none
   * is written.
   */
  private record Refusal(Log log) implements TaskListener {
    @Override
    public void started(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.GENERATE && log.nwarnings > 0 && log.nerrors == 0) {
        log.error("warnings.and.werror");
      }
    }
  }
}
