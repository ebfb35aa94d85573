package dev.lockstep.benchmarks.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Ourselves, through the launcher, as users start it.
///
/// @param more further options
/// @param javaOptions for the JVM; empty for none
record Lockstep(String name, Path launcher, String verb, List<String> more, String javaOptions)
    implements Tool {
  static final String NAME = "lockstep";

  static Lockstep sync(Path launcher) {
    return new Lockstep(NAME, launcher, "sync", List.of(), "");
  }

  Lockstep with(String... options) {
    return new Lockstep(name, launcher, verb, List.of(options), javaOptions);
  }

  Lockstep comparing() {
    return new Lockstep(name, launcher, "compare", more, javaOptions);
  }

  Lockstep named(String other, String options) {
    return new Lockstep(other, launcher, verb, more, options);
  }

  @Override
  public boolean found() {
    return true;
  }

  @Override
  public List<String> command(Work work, Path folder) {
    List<String> words = new ArrayList<>(List.of(launcher.toString(), verb));
    words.addAll(List.of(work.source().address(), work.target().address()));
    words.addAll(List.of("--quiet", "--output", "json"));
    if (verb.equals("sync")) {
      words.addAll(List.of("--state-dir", folder.resolve("state").toString()));
    }
    if (work.kind() == Work.Kind.LIST) {
      words.add("--dry-run");
    }
    words.addAll(more);
    return words;
  }

  @Override
  public Map<String, String> environment(Work work) {
    return javaOptions.isEmpty() ? Map.of() : Map.of("LOCKSTEP_JAVA_OPTS", javaOptions);
  }

  @Override
  public String lacking(Work work, long objects, String output) {
    String needed =
        switch (work.kind()) {
          case COPY_SMALL, COPY_FAR, COPY_LARGE, COPY_HISTORIES ->
              "\"complete\":true,\"inSync\":true,\"listed\":{\"source\":" + objects;
          case COMPARE ->
              verb.equals("compare")
                  ? "\"identical\":true"
                  : "\"complete\":true,\"inSync\":true,\"listed\":{\"source\":" + objects;
          case LIST -> "\"planned\":{\"objects\":" + objects;
        };
    return output.contains(needed) ? "" : "it does not say " + needed;
  }
}
