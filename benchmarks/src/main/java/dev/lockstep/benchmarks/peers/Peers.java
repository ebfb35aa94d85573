package dev.lockstep.benchmarks.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The other tools, each with the options that serve the work best as far as its manual and our
/// trials tell.
final class Peers {
  private Peers() {}

  /// All that we know, whether they are here or not.
  ///
  /// @param folders where to look for programs
  static List<Tool> of(List<Path> folders) {
    return List.of(
        new Peer("juicefs", find("juicefs", folders), Peers::juicefs),
        new Peer("rclone", find("rclone", folders), Peers::rclone),
        new Peer("s5cmd", find("s5cmd", folders), Peers::s5cmd));
  }

  private static @Nullable Path find(String program, List<Path> folders) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toAbsolutePath)
        .orElse(null);
  }

  private record Peer(String name, @Nullable Path program, Function<Work, List<String>> words)
      implements Tool {
    @Override
    public boolean found() {
      return program != null;
    }

    @Override
    public List<String> command(Work work, Path folder) {
      List<String> all = new ArrayList<>();
      all.add(String.valueOf(program));
      all.addAll(words.apply(work));
      return all.size() == 1 ? List.of() : all;
    }

    @Override
    public Place target(Work work) {
      return name.equals("s5cmd") && !work.isWithinStore() ? work.near() : work.target();
    }

    @Override
    public Map<String, String> environment(Work work) {
      return Map.of();
    }

    @Override
    public String lacking(Work work, long objects, String output) {
      boolean counts = work.kind() == Work.Kind.LIST && !name.equals("juicefs");
      return counts && !output.contains(Long.toString(objects)) ? "it lists others" : "";
    }
  }

  /// As it comes: more threads cost it more. Far away they pay.
  private static List<String> juicefs(Work work) {
    List<String> words = new ArrayList<>(List.of("sync", "--quiet"));
    switch (work.kind()) {
      case LIST -> words.add("--dry");
      case COPY_FAR -> words.addAll(List.of("--threads", "64"));
      case COPY_SMALL, COPY_LARGE, COPY_HISTORIES, COMPARE -> {}
    }
    words.addAll(List.of(work.source().keyedUrl(), work.target().keyedUrl()));
    return words;
  }

  /// What its pages on S3 advise: listings in whole, no HEAD that can be spared, many at a time.
  /// Large ones as it comes: without its HEADs it takes every multipart object for broken.
  private static List<String> rclone(Work work) {
    String source = work.source().address();
    String target = work.target().address();
    return switch (work.kind()) {
      case LIST -> List.of("size", "--fast-list", "--checkers", "64", "--json", source);
      case COPY_LARGE -> List.of("sync", source, target);
      case COPY_SMALL, COPY_FAR, COPY_HISTORIES, COMPARE ->
          List.of(
              "sync",
              "--fast-list",
              "--transfers",
              "64",
              "--checkers",
              "64",
              "--s3-no-check-bucket",
              "--size-only",
              "--s3-no-head",
              "--s3-no-head-object",
              source,
              target);
    };
  }

  /// Within one store alone. Its `cp` costs a fourth of its `sync` where there is nothing yet; it
  /// can't copy objects of more than 5 GiB.
  private static List<String> s5cmd(Work work) {
    String endpoint = work.source().store().endpoint().toString();
    String source = work.source().url() + "*";
    List<String> words = new ArrayList<>(List.of("--endpoint-url", endpoint, "--log", "error"));
    switch (work.kind()) {
      case LIST -> words = List.of("--endpoint-url", endpoint, "du", source);
      case COMPARE -> words.addAll(List.of("sync", "--size-only", source, work.near().url()));
      case COPY_SMALL, COPY_FAR, COPY_LARGE, COPY_HISTORIES -> {
        if (!work.isWithinStore()) {
          return List.of();
        }
        words.addAll(List.of("cp", source, work.near().url()));
      }
    }
    return words;
  }
}
