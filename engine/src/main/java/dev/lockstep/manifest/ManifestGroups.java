package dev.lockstep.manifest;

import dev.lockstep.object.ObjectKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The entries of a manifest, those of one key together, however far apart they stand: versions of
/// one key have an order, and two entries of one object are one. One thread.
///
/// A large manifest is divided among files by its keys first, so that a part of it is in memory at
/// a time.
public final class ManifestGroups {
  private static final long IN_MEMORY = 50_000;
  private static final long MOST_PARTS = 256;

  private final Path folder;
  private final long inMemory;

  /// @param folder that has room for the entries once more
  public ManifestGroups(Path folder) {
    this(folder, IN_MEMORY);
  }

  ManifestGroups(Path folder, long inMemory) {
    this.folder = folder;
    this.inMemory = inMemory;
  }

  /// @param groups takes the entries of one key, each once, in the order of the manifest
  /// @throws java.io.UncheckedIOException when there is no room for the files
  public void forEach(ManifestSpool entries, Consumer<List<ManifestEntry>> groups) {
    if (entries.count() <= inMemory) {
      group(entries, groups);
      return;
    }
    List<ManifestSpool> parts = new ArrayList<>();
    try {
      long count = Math.min(MOST_PARTS, entries.count() / inMemory + 1);
      for (long i = 0; i < count; i++) {
        parts.add(ManifestSpool.in(folder));
      }
      entries.forEach(entry -> parts.get(part(entry.key(), parts.size())).add(entry));
      for (ManifestSpool part : parts) {
        group(part, groups);
        part.close();
      }
    } finally {
      parts.forEach(ManifestSpool::close);
    }
  }

  /// Other bits than a hash table goes by.
  private static int part(ObjectKey key, int parts) {
    return Math.floorMod((key.hashCode() * 0x9e3779b9) >>> 8, parts);
  }

  private static void group(ManifestSpool entries, Consumer<List<ManifestEntry>> groups) {
    Map<ObjectKey, Set<ManifestEntry>> byKey = new LinkedHashMap<>();
    entries.forEach(
        entry -> byKey.computeIfAbsent(entry.key(), _ -> new LinkedHashSet<>(2)).add(entry));
    byKey.values().forEach(group -> groups.accept(List.copyOf(group)));
  }
}
