package dev.lockstep.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.errorprone.bugpatterns.BugChecker;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A compilation with Error Prone and one of our checks, as the build runs it. The sources say what
 * they expect: a line after {@code // refused: TEXT} must be refused with a message that contains
 * the text, and no other line may be.
 *
 * <p>Error Prone's own test library is not used because it does not exist for every release of
 * Error Prone.
 */
final class CheckedCompilation {
  private static final String MARK = "// refused: ";

  private final List<JavaFileObject> sources = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final TreeSet<String> expected = new TreeSet<>();

  CheckedCompilation(Class<? extends BugChecker> check) {
    option("-XepDisableAllChecks");
    option("-Xep:" + check.getSimpleName() + ":ERROR");
  }

  CheckedCompilation option(String option) {
    options.add(option);
    return this;
  }

  CheckedCompilation source(String path, String text) {
    sources.add(new Source(path, text));
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(MARK)) {
        expected.add("%s:%d: %s".formatted(path, i + 2, line.substring(MARK.length())));
      }
    }
    return this;
  }

  void refusesAsMarked() {
    TreeSet<String> refused = new TreeSet<>();
    for (Diagnostic<? extends JavaFileObject> problem : problems()) {
      refused.add(asExpected(problem));
    }
    assertEquals(String.join("\n", expected), String.join("\n", refused));
  }

  private List<Diagnostic<? extends JavaFileObject>> problems() {
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> arguments =
        List.of(
            "-proc:none",
            "-XDcompilePolicy=simple",
            "--should-stop=ifError=FLOW",
            "-processorpath",
            System.getProperty("java.class.path"),
            "-Xplugin:ErrorProne " + String.join(" ", options));
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problems, arguments, null, sources);
    try {
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems.getDiagnostics();
  }

  /** The expectation that the problem meets, or else the problem. */
  private String asExpected(Diagnostic<? extends JavaFileObject> problem) {
    String place =
        problem.getSource() == null
            ? ""
            : "%s:%d: ".formatted(((Source) problem.getSource()).path, problem.getLineNumber());
    String message = problem.getMessage(Locale.ROOT);
    for (String expectation : expected) {
      if (expectation.startsWith(place)
          && message.contains(expectation.substring(place.length()))) {
        return expectation;
      }
    }
    return place + message;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String path;
    private final String text;

    Source(String path, String text) {
      super(URI.create("memory:///" + path), Kind.SOURCE);
      this.path = path;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
