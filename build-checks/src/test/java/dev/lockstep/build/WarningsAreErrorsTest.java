package dev.lockstep.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsAreErrorsTest {
  private static final String RAW = "class %s { java.util.List list; }";

  private final DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();

  @TempDir private Path folder;

  @Test
  void refusesWarningsAfterHavingFoundThemAllAndWritesNoClass() throws IOException {
    assertFalse(compile(RAW.formatted("A"), RAW.formatted("B")));

    List<Kind> kinds = problems.getDiagnostics().stream().map(Diagnostic::getKind).toList();
    assertEquals(List.of(Kind.WARNING, Kind.WARNING, Kind.ERROR), kinds);
    assertFalse(Files.exists(folder.resolve("A.class")));
    assertFalse(Files.exists(folder.resolve("B.class")));
  }

  @Test
  void acceptsACompilationWithoutWarnings() throws IOException {
    assertTrue(compile("class A {}"));
    assertTrue(Files.exists(folder.resolve("A.class")));
  }

  private boolean compile(String... sources) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String source : sources) {
      files.add(Files.writeString(folder.resolve("Source" + files.size() + ".java"), source));
    }
    List<String> options =
        List.of(
            "-Xlint:rawtypes",
            "-XDcompilePolicy=simple",
            "-proc:none",
            "-d",
            folder.toString(),
            "-processorpath",
            System.getProperty("java.class.path"),
            "-Xplugin:WarningsAreErrors");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      return compiler
          .getTask(
              null, manager, problems, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call();
    }
  }
}
