package dev.lockstep.history;

import dev.lockstep.history.Alignment.Obstacle;
import dev.lockstep.history.Alignment.Pair;
import dev.lockstep.history.RememberedVersions.Expected;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Sets the history of a key at the destination beside that at the source.
///
/// What is remembered counts first: a mapping says which version became which. Above the newest
/// mapped version there may be what a killed run has written: it was written down that it would be.
/// As versions are written oldest first and one after another, those stand there in that order.
///
/// Where nothing is, as the map was lost or somebody else has filled the destination, contents and
/// order must do. The destination's newest version is looked for at the source. If it is found
/// once, what lies below is matched too, and what is newer at the source is missing; if it is found
/// several times, only a destination that equals the whole source is beyond doubt. One thread.
final class HistoryAligner {
  private final List<ObjectVersion> source;
  private final List<ObjectVersion> destination;
  private final Predicate<ObjectVersion> selected;
  private final Contents contents;

  /// Of what the source has no longer nothing can be asked.
  private final Contents told = new ListedContents();

  private final RememberedVersions remembered;

  private final List<Pair> adopted = new ArrayList<>();
  private final List<ObjectVersion> missing = new ArrayList<>();
  private final List<ObjectVersion> buried = new ArrayList<>();
  private final List<ObjectVersion> foreign = new ArrayList<>();
  private final List<ObjectVersion> surplus = new ArrayList<>();
  private int matched;
  private Obstacle obstacle = Obstacle.NONE;
  private String words = "";

  private HistoryAligner(
      History source,
      History destination,
      List<VersionMapping> mappings,
      Predicate<ObjectVersion> selected,
      Contents contents) {
    this.source = SourceIdentity.asRemembered(source.versions(), mappings);
    this.destination = destination.versions();
    this.selected = selected;
    this.contents = contents;
    this.remembered = new RememberedVersions(mappings, destination.versions());
  }

  /// @param mappings all that is remembered of the key
  /// @param selected which versions of the source are to be at the destination; one that is there
  ///   already may be another
  static Alignment align(
      History source,
      History destination,
      List<VersionMapping> mappings,
      Predicate<ObjectVersion> selected,
      Contents contents) {
    if (source.tooLong() || destination.tooLong()) {
      return tooLong(source, destination);
    }
    History there = destination.isOrdered() ? destination : asWritten(destination, mappings);
    HistoryAligner aligner = new HistoryAligner(source, there, mappings, selected, contents);
    if (!source.isOrdered() || !there.isOrdered()) {
      aligner.unordered(source, there);
    } else {
      aligner.align();
    }
    return aligner.result();
  }

  /// Next to nothing is held, so nothing is said of any version.
  private static Alignment tooLong(History source, History destination) {
    List<ObjectVersion> none = List.of();
    return new Alignment(
        0,
        List.of(),
        none,
        none,
        List.of(),
        List.of(),
        none,
        none,
        Obstacle.TOO_LONG,
        source.tooLong()
            ? "at the source " + source.disorder()
            : "at the destination " + destination.disorder());
  }

  /// What runs have written, they have written in the order of the source, whatever the store tells
  /// of it now: where all is remembered, so is the order.
  private static History asWritten(History destination, List<VersionMapping> mappings) {
    Map<VersionId, ObjectVersion> listed = new HashMap<>();
    destination.versions().forEach(version -> listed.put(version.id(), version));
    List<ObjectVersion> ordered = new ArrayList<>();
    for (VersionMapping mapping : mappings) {
      ObjectVersion version =
          switch (mapping.how()) {
            case COPIED, KEPT_ID, ALIGNED -> listed.remove(mapping.destination());
            case BEGUN, NOT_MADE -> null;
          };
      if (version != null) {
        ordered.add(version);
      }
    }
    return listed.isEmpty() ? new History(destination.key(), ordered, "") : destination;
  }

  private Alignment result() {
    return new Alignment(
        matched,
        adopted,
        missing,
        buried,
        remembered.purged(source),
        remembered.recovered(),
        foreign,
        surplus,
        obstacle,
        words);
  }

  private void unordered(History from, History to) {
    boolean atSource = !from.isOrdered();
    obstacle(
        Obstacle.UNORDERED,
        (atSource ? "the source" : "the destination")
            + " does not tell in which order its versions came: "
            + (atSource ? from.disorder() : to.disorder()));
    missing.addAll(source.stream().filter(selected).toList());
  }

  private void obstacle(Obstacle kind, String why) {
    obstacle = kind;
    words = why;
  }

  private void align() {
    int nextSource = matchRemembered();
    List<ObjectVersion> above = unknownAbove(remembered.top());
    List<ObjectVersion> rest =
        source.subList(nextSource, source.size()).stream().filter(selected).toList();
    if (source.isEmpty() && !remembered.isAnything()) {
      foreign.addAll(above);
    } else if (above.isEmpty()) {
      missing.addAll(rest);
    } else if (remembered.isAnything()) {
      goOn(above, rest, nextSource == 0 ? null : source.get(nextSource - 1));
    } else {
      findTop(above, rest);
    }
    buried.removeIf(version -> hidesNothing(version) || !selected.test(version));
  }

  /// Goes by the mappings.
  ///
  /// @return where the versions begin that are newer than all that are mapped
  private int matchRemembered() {
    int next = 0;
    int place = -1;
    for (int i = 0; i < source.size(); i++) {
      int at = remembered.placeOf(source.get(i));
      if (at == RememberedVersions.UNKNOWN) {
        continue;
      }
      if (at != RememberedVersions.NOT_MADE && at <= place) {
        obstacle(
            Obstacle.UNORDERED,
            "versions stand in another order at the destination than at the source");
      }
      place = Math.max(place, at);
      buried.addAll(source.subList(next, i));
      matched++;
      next = i + 1;
    }
    return next;
  }

  /// What stands above the newest mapped version and is not of a version that the source has lost;
  /// what nobody knows below it came from elsewhere.
  private List<ObjectVersion> unknownAbove(int top) {
    List<ObjectVersion> above = new ArrayList<>();
    for (int i = 0; i < destination.size(); i++) {
      ObjectVersion there = destination.get(i);
      if (!remembered.isMapped(there)) {
        (i > top ? above : foreign).add(there);
      }
    }
    return above;
  }

  /// What was written after all that is mapped.
  ///
  /// @param before the version of the source that was mapped last
  private void goOn(
      List<ObjectVersion> above, List<ObjectVersion> rest, @Nullable ObjectVersion before) {
    List<Expected> expected = remembered.expected(rest);
    List<ObjectVersion> left = new ArrayList<>(rest);
    ObjectVersion last = before;
    boolean lastWasBegun = false;
    int next = 0;
    for (ObjectVersion there : above) {
      int found = obstacle == Obstacle.DIVERGED ? -1 : find(there, expected, next);
      boolean again =
          found >= 0
              && lastWasBegun
              && there.equals(above.getLast())
              && mayRepeat(last, expected.get(found), there);
      if (found >= 0 && !again) {
        last = expected.get(found).version();
        lastWasBegun = expected.get(found).begun() != null;
        next = found + 1;
        take(expected.get(found), there);
        left.remove(last);
      } else if (obstacle == Obstacle.NONE && last != null && contents.same(last, there)) {
        // Without a run of ours that was ended there, somebody else may have written it.
        (lastWasBegun ? surplus : foreign).add(there);
      } else {
        diverged(there);
      }
    }
    missing.addAll(left);
  }

  /// Whether the newest may be the one before, written twice, though the next one is like it: their
  /// metadata may differ. What can be written anew from the source is better written anew.
  private boolean mayRepeat(@Nullable ObjectVersion last, Expected next, ObjectVersion there) {
    return last != null
        && next.isAtSource()
        && !there.deleteMarker()
        && !isNamesake(next.version(), there)
        && contents.same(last, there);
  }

  /// Where a version at the destination is among those that are expected; only what the source has
  /// no longer may have been left out.
  private int find(ObjectVersion there, List<Expected> expected, int from) {
    for (int i = from; i < expected.size(); i++) {
      Expected one = expected.get(i);
      if ((one.isAtSource() ? contents : told).same(one.version(), there)) {
        return i;
      }
      if (one.isAtSource()) {
        return -1;
      }
    }
    return -1;
  }

  private void take(Expected expected, ObjectVersion there) {
    if (expected.isAtSource()) {
      adopt(expected.version(), there);
    } else {
      remembered.recovered(expected, there);
    }
  }

  private void adopt(ObjectVersion from, ObjectVersion to) {
    adopted.add(new Pair(from, to));
    matched++;
  }

  private void diverged(ObjectVersion there) {
    foreign.add(there);
    if (obstacle != Obstacle.NONE || source.isEmpty()) {
      return;
    }
    obstacle(
        Obstacle.DIVERGED,
        (there.deleteMarker() ? "the delete marker " : "version ")
            + there.id()
            + " of "
            + there.lastModified()
            + " at the destination did not come from the source");
  }

  /// Nothing is remembered.
  private void findTop(List<ObjectVersion> above, List<ObjectVersion> all) {
    ObjectVersion top = above.getLast();
    List<Integer> candidates = candidates(all, top);
    if (candidates.isEmpty()) {
      diverged(top);
      foreign.addAll(0, above.subList(0, above.size() - 1));
      missing.addAll(all);
      return;
    }
    int at = candidates.getLast();
    boolean whole = above.size() == all.size() && isSame(all, above);
    if (candidates.size() > 1 && !whole) {
      obstacle(
          Obstacle.AMBIGUOUS,
          "the newest version at the destination, "
              + top.id()
              + ", may be any of "
              + candidates.size()
              + " versions of the source, and nothing is remembered of it");
    }
    matchDown(above, all, at);
    missing.addAll(all.subList(at + 1, all.size()));
    if (obstacle == Obstacle.NONE && candidates.size() == 1 && !isNamesake(all.get(at), top)) {
      doubtWhatIsBelow(top);
    }
  }

  /// Where the newest at the destination may be. A store that keeps ids tells by them.
  private List<Integer> candidates(List<ObjectVersion> all, ObjectVersion top) {
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (contents.same(all.get(i), top)) {
        if (isNamesake(all.get(i), top)) {
          return List.of(i);
        }
        candidates.add(i);
      }
    }
    return candidates;
  }

  /// Whether both have one id that nobody gives twice.
  private static boolean isNamesake(ObjectVersion one, ObjectVersion other) {
    return one.id().isUuid() && one.id().equals(other.id());
  }

  /// What is missing above the newest may stand below it: then the newest came from a version that
  /// the source has lost, and another one is the same by chance.
  private void doubtWhatIsBelow(ObjectVersion top) {
    for (ObjectVersion below : foreign) {
      if (missing.stream().anyMatch(version -> contents.same(version, below))) {
        obstacle(
            Obstacle.AMBIGUOUS,
            "the newest version at the destination, "
                + top.id()
                + ", is like one of the source, and "
                + below.id()
                + " below it like a newer one; nothing is remembered of them");
        return;
      }
    }
  }

  private boolean isSame(List<ObjectVersion> some, List<ObjectVersion> others) {
    for (int i = 0; i < some.size(); i++) {
      if (!contents.same(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Matches what lies below the destination's newest version, from the newest on.
  private void matchDown(List<ObjectVersion> above, List<ObjectVersion> all, int at) {
    int there = above.size() - 1;
    int here = at;
    while (there >= 0) {
      int found = here;
      while (found >= 0 && !contents.same(all.get(found), above.get(there))) {
        found--;
      }
      if (found < 0) {
        foreign.addFirst(above.get(there));
      } else {
        buried.addAll(0, all.subList(found + 1, here + 1));
        adopted.addFirst(new Pair(all.get(found), above.get(there)));
        matched++;
        here = found - 1;
      }
      there--;
    }
    buried.addAll(0, all.subList(0, here + 1));
  }

  /// A delete marker below which there is no object hides nothing; some stores make none.
  private boolean hidesNothing(ObjectVersion version) {
    for (ObjectVersion older : source) {
      if (!older.deleteMarker()) {
        return false;
      }
      if (older.equals(version)) {
        return true;
      }
    }
    return false;
  }
}
