package dev.lockstep.drill;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// What the source of a drill holds: small objects, some under keys that tools trip over, and large
/// ones in several parts. What one of the two stores does not take at all is left out, and told.
///
/// @param leftOut what was left out, and why, for people
record DrillObjects(List<SeededObject> small, List<SeededObject> large, List<String> leftOut) {
  private static final int LARGE = 2;
  private static final int MOST_OF_A_SMALL_ONE = 8192;

  private static final List<String> AWKWARD =
      List.of(
          "awkward/a//b",
          "awkward/ü",
          "awkward/a+b%2F",
          "awkward/new\nline",
          "awkward/sp ace",
          "awkward/漢字/😀",
          "awkward/back\\slash",
          "awkward/q?x=1&y=2#z",
          "awkward/a",
          "awkward/a/b",
          "awkward/dir/",
          "awkward/dot/../x",
          "awkward/'\"<>&");

  private static final ObjectAttributes DRESSED =
      new ObjectAttributes(
          Map.of(
              ContentHeader.CONTENT_TYPE, "text/plain; charset=utf-8",
              ContentHeader.CACHE_CONTROL, "max-age=3600"),
          Map.of("drill", "yes"),
          Map.of("drill", "yes"),
          ObjectAttributes.NONE.storageClass(),
          null);

  /// Finds out what both stores take, and writes all that at the source.
  ///
  /// @param longestKey how long the whole of a long key is, in bytes
  static DrillObjects write(
      DrillSettings settings, Witness source, Witness destination, int longestKey) {
    List<String> leftOut = new ArrayList<>();
    ObjectAttributes attributes = taken(source, destination, leftOut);
    List<String> keys = new ArrayList<>(AWKWARD);
    keys.add("k".repeat(Math.max(1, longestKey)));
    Set<String> usable = usable(keys, source, destination, leftOut);
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<SeededObject> small = new ArrayList<>();
    for (String key : usable) {
      small.add(small(key, random, attributes));
    }
    small.add(new SeededObject("empty", 0, 1, ObjectAttributes.NONE));
    for (int i = small.size(); i < settings.objects(); i++) {
      String key = (i % 2 == 0 ? "even/" : "odd/") + "%05d".formatted(i);
      boolean dressed = i % 5 == 0;
      small.add(small(key, random, dressed ? attributes : ObjectAttributes.NONE));
    }
    List<SeededObject> large = new ArrayList<>();
    for (int i = 0; i < LARGE; i++) {
      String key = "large/" + i;
      large.add(new SeededObject(key, settings.largeSize() + i, random.nextLong(), attributes));
    }
    small.forEach(source::put);
    large.forEach(source::putInParts);
    return new DrillObjects(small, large, leftOut);
  }

  private static SeededObject small(
      String key, SplittableRandom random, ObjectAttributes attributes) {
    return new SeededObject(
        key, 1 + random.nextInt(MOST_OF_A_SMALL_ONE), random.nextLong(), attributes);
  }

  /// The attributes that both stores keep.
  private static ObjectAttributes taken(Witness source, Witness destination, List<String> leftOut) {
    Map<String, ObjectAttributes> levels = new TreeMap<>();
    levels.put("1: headers, user metadata and tags", DRESSED);
    levels.put("2: headers and user metadata", DRESSED.withTags(Map.of()));
    for (Map.Entry<String, ObjectAttributes> level : levels.entrySet()) {
      SeededObject trial = new SeededObject("trial", 10, 1, level.getValue());
      String why = Objects.requireNonNullElse(refusal(source, trial), "");
      why = why.isEmpty() ? Objects.requireNonNullElse(refusal(destination, trial), "") : why;
      source.remove(List.of("trial"));
      destination.remove(List.of("trial"));
      if (why.isEmpty()) {
        return level.getValue();
      }
      leftOut.add(level.getKey().substring(3) + ": " + why);
    }
    return ObjectAttributes.NONE;
  }

  private static String refusal(Witness side, SeededObject trial) {
    try {
      side.put(trial);
      String wrong = side.wrong(trial);
      return wrong == null ? "" : "the trial object " + wrong;
    } catch (StoreException e) {
      if (e.failure().retryable()) {
        throw e;
      }
      return String.valueOf(e.getMessage());
    }
  }

  /// The keys that both stores take, and list as they are.
  private static Set<String> usable(
      List<String> keys, Witness source, Witness destination, List<String> leftOut) {
    Set<String> usable = new LinkedHashSet<>(keys);
    for (Witness side : List.of(source, destination)) {
      for (String key : keys) {
        String why =
            usable.contains(key)
                ? refusal(side, new SeededObject(key, 10, 1, ObjectAttributes.NONE))
                : "";
        if (!why.isEmpty()) {
          usable.remove(key);
          leftOut.add("the key " + ObjectKey.of(key) + ": " + why);
        }
      }
      Set<String> listed = side.list().keySet();
      for (String key : List.copyOf(usable)) {
        if (!listed.contains(key)) {
          usable.remove(key);
          leftOut.add("the key " + ObjectKey.of(key) + ": it is listed under another name");
        }
      }
      side.remove(listed);
    }
    return usable;
  }

  List<SeededObject> all() {
    List<SeededObject> all = new ArrayList<>(small);
    all.addAll(large);
    return all;
  }

  List<String> largeKeys() {
    return large.stream().map(SeededObject::key).toList();
  }
}
