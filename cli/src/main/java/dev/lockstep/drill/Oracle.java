package dev.lockstep.drill;

import dev.lockstep.drill.Witness.Listed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// Knows what the destination should hold, spoils it, and says what is wrong with it. What was read
/// once is not read again as long as it is listed as it was. One thread.
final class Oracle {
  private static final String EXTRA = "extra/";
  private static final String TRIAL_OBJECT = "lockstep-probe-";

  private final DrillObjects objects;
  private final Witness source;
  private final Witness destination;
  private final Map<String, Listed> seenRight = new HashMap<>();

  Oracle(DrillObjects objects, Witness source, Witness destination) {
    this.objects = objects;
    this.source = source;
    this.destination = destination;
  }

  DrillObjects objects() {
    return objects;
  }

  /// Each key at the destination that is not as it was written at the source, and what is wrong.
  Map<String, String> wrong() {
    Map<String, String> wrong = new TreeMap<>();
    Map<String, Listed> listed = destination.list();
    for (SeededObject wanted : objects.all()) {
      Listed now = listed.get(wanted.key());
      if (now == null) {
        wrong.put(wanted.key(), Witness.MISSING);
      } else if (!now.equals(seenRight.get(wanted.key()))) {
        String what = destination.wrong(wanted);
        if (what == null) {
          seenRight.put(wanted.key(), now);
        } else {
          wrong.put(wanted.key(), what);
        }
      }
    }
    return wrong;
  }

  /// Has every object of both sides read again.
  ///
  /// @throws BrokenException when one is not as it was written
  void readAll(String trial) {
    seenRight.clear();
    for (SeededObject wanted : objects.all()) {
      String what = source.wrong(wanted);
      if (what != null) {
        throw new BrokenException(Promise.SOURCE_UNTOUCHED, trial, wanted.key(), what);
      }
    }
    if (source.list().size() != objects.all().size()) {
      throw new BrokenException(
          Promise.SOURCE_UNTOUCHED, trial, "", "the source lists other objects than were written");
    }
    mustBeRight(Promise.NO_FALSE_SUCCESS, trial);
  }

  void mustBeRight(Promise promise, String trial) {
    wrong()
        .forEach((key, what) -> {
          throw new BrokenException(promise, trial, key, what);
        });
  }

  void mustHaveNoUploads(String trial) {
    destination
        .uploads(objects.largeKeys())
        .forEach((upload, _) -> {
          throw new BrokenException(Promise.NO_UPLOAD_LEFT, trial, upload, "is open");
        });
  }

  boolean hasUploads() {
    return !destination.uploads(objects.largeKeys()).isEmpty();
  }

  /// Removes or overwrites some objects of the destination.
  ///
  /// @param also a key that is removed in any case
  /// @return the keys
  List<String> spoil(SplittableRandom random, Collection<String> also) {
    List<String> removed = new ArrayList<>(also);
    List<String> spoilt = new ArrayList<>();
    for (SeededObject one : objects.all()) {
      int fate = random.nextInt(6);
      if (also.contains(one.key())) {
        continue;
      }
      if (fate < 2) {
        removed.add(one.key());
      } else if (fate == 2) {
        destination.put(one.spoilt());
        spoilt.add(one.key());
      }
    }
    destination.remove(removed);
    spoilt.addAll(removed);
    spoilt.forEach(seenRight::remove);
    return spoilt;
  }

  /// Removes objects of the destination, some or all.
  void empty(SplittableRandom random, boolean all) {
    List<String> keys =
        objects.all().stream()
            .filter(one -> all || objects.large().contains(one) || random.nextInt(3) > 0)
            .map(SeededObject::key)
            .toList();
    destination.remove(keys);
    keys.forEach(seenRight::remove);
  }

  /// Puts objects that only the destination has.
  void addExtras() {
    for (int i = 0; i < 2; i++) {
      SeededObject like = objects.small().getLast();
      destination.put(new SeededObject(EXTRA + i, 10, i, like.spoilt().attributes()));
    }
  }

  /// Removes trial objects of the program's, which a kill or a refused deletion may leave: it says
  /// so itself. How many there were.
  int removeTrialObjects() {
    List<String> left =
        destination.list().keySet().stream().filter(key -> key.startsWith(TRIAL_OBJECT)).toList();
    destination.remove(left);
    return left.size();
  }

  /// Nothing else stands at the destination than what was written at the source.
  void mustHaveNothingElse(String trial) {
    Set<String> other = new TreeSet<>(destination.list().keySet());
    objects.all().forEach(wanted -> other.remove(wanted.key()));
    other.forEach(key -> {
      throw new BrokenException(Promise.HEALED, trial, key, "was written by nobody");
    });
  }

  boolean hasExtras() {
    return destination.list().keySet().stream().anyMatch(key -> key.startsWith(EXTRA));
  }

  void removeExtras() {
    destination.remove(
        destination.list().keySet().stream().filter(key -> key.startsWith(EXTRA)).toList());
  }
}
