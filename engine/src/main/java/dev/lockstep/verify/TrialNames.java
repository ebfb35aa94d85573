package dev.lockstep.verify;

import dev.lockstep.object.ObjectKey;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Names trial objects, so that they meet nobody else's, and so that those of a process that was
/// killed are found again: all names that this gives begin alike, with what it notes before the
/// first. Any thread may call.
public final class TrialNames {
  private final String beginning;
  private final ObjectKey first;
  private final ObjectKey second;
  private final TrialNotes notes;
  private int count;

  /// @param notes hears how all names begin, before the first is given
  public TrialNames(RandomGenerator random, TrialNotes notes) {
    this.beginning = "lockstep-probe-" + HexFormat.of().toHexDigits(random.nextLong());
    this.first = ObjectKey.of(beginning);
    this.second = ObjectKey.of("/" + beginning);
    this.notes = notes;
  }

  /// Of trial objects that nobody needs to find again.
  public static TrialNames unnoted(RandomGenerator random) {
    return new TrialNames(random, TrialNotes.NONE);
  }

  /// Whether this is the key of a trial object, with or without the prefix of what is compared.
  public boolean isOurs(ObjectKey key) {
    return key.startsWith(first) || key.startsWith(second);
  }

  /// Where trials that begin uploads say so.
  TrialNotes notes() {
    return notes;
  }

  synchronized String next() {
    if (count == 0) {
      notes.named(beginning);
    }
    return beginning + "-" + count++;
  }
}
