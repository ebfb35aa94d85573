package dev.lockstep.verify;

import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Names trial objects, so that they meet nobody else's, and so that those of a process that was
/// killed are found again: all names that this gives begin alike, with what it notes before the
/// first. Any thread may call.
public final class TrialNames {
  private final String beginning;
  private final Consumer<String> noted;
  private int count;

  /// @param noted hears how all names begin, before the first is given
  public TrialNames(RandomGenerator random, Consumer<String> noted) {
    this.beginning = "lockstep-probe-" + HexFormat.of().toHexDigits(random.nextLong());
    this.noted = noted;
  }

  /// Of trial objects that nobody needs to find again.
  public static TrialNames unnoted(RandomGenerator random) {
    return new TrialNames(random, _ -> {});
  }

  synchronized String next() {
    if (count == 0) {
      noted.accept(beginning);
    }
    return beginning + "-" + count++;
  }
}
