package dev.lockstep.verify;

import dev.lockstep.object.ObjectKey;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Names trial objects, so that they meet nobody else's, and so that those of a process that was
/// killed are found again: all names that this gives begin alike, with what it notes before the
/// first. A trial upload's name is noted whole. Any thread may call.
public final class TrialNames {
  private final String beginning;
  private final ObjectKey first;
  private final ObjectKey second;
  private final Consumer<String> noted;
  private int count;

  /// @param noted hears how all names begin, before the first is given, and the whole name of each
  ///   upload before that is begun
  public TrialNames(RandomGenerator random, Consumer<String> noted) {
    this.beginning = "lockstep-probe-" + HexFormat.of().toHexDigits(random.nextLong());
    this.first = ObjectKey.of(beginning);
    this.second = ObjectKey.of("/" + beginning);
    this.noted = noted;
  }

  /// Of trial objects that nobody needs to find again.
  public static TrialNames unnoted(RandomGenerator random) {
    return new TrialNames(random, _ -> {});
  }

  /// Whether this is the key of a trial object, with or without the prefix of what is compared.
  public boolean isOurs(ObjectKey key) {
    return key.startsWith(first) || key.startsWith(second);
  }

  /// An upload of this name is about to be begun: some stores list uploads by whole keys alone.
  void noteUpload(String name) {
    noted.accept(name);
  }

  synchronized String next() {
    if (count == 0) {
      noted.accept(beginning);
    }
    return beginning + "-" + count++;
  }
}
