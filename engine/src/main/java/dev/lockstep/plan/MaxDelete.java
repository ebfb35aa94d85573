package dev.lockstep.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// How much of a destination a run may delete at the most.
public sealed interface MaxDelete {
  /// A tenth of what the destination holds.
  MaxDelete STANDARD = new Share(BigDecimal.TEN);

  /// How many objects that is.
  ///
  /// @param destinationObjects how many the destination holds within the scope
  long of(long destinationObjects);

  /// @param percent of the destination's objects, 0 to 100; parts of an object don't count
  record Share(BigDecimal percent) implements MaxDelete {
    public Share {
      if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
        throw new IllegalArgumentException("A share is 0% to 100%");
      }
    }

    @Override
    public long of(long destinationObjects) {
      return percent
          .multiply(BigDecimal.valueOf(destinationObjects))
          .movePointLeft(2)
          .setScale(0, RoundingMode.DOWN)
          .longValueExact();
    }

    @Override
    public String toString() {
      return percent.stripTrailingZeros().toPlainString() + "%";
    }
  }

  /// A number of objects.
  record Count(long objects) implements MaxDelete {
    public Count {
      if (objects < 0) {
        throw new IllegalArgumentException("A number of objects is not negative");
      }
    }

    @Override
    public long of(long destinationObjects) {
      return objects;
    }

    @Override
    public String toString() {
      return Long.toString(objects);
    }
  }

  /// @param text `10%` or `500`
  static MaxDelete parse(String text) {
    try {
      return text.endsWith("%")
          ? new Share(new BigDecimal(text.substring(0, text.length() - 1).strip()))
          : new Count(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither a share such as 10% nor a number of objects", e);
    }
  }
}
