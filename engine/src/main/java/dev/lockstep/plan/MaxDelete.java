package dev.lockstep.plan;

/// How much of a destination a run may delete at the most.
public sealed interface MaxDelete {
  /// A tenth of what the destination holds.
  MaxDelete STANDARD = Share.ofPercent(10);

  /// How many objects that is.
  ///
  /// @param destinationObjects how many the destination holds within the scope
  long of(long destinationObjects);

  /// A share of the destination's objects; parts of an object don't count.
  ///
  /// In whole numbers, as every run has one: the JVM takes longer to load decimals than to list a
  /// small bucket.
  ///
  /// @param millionths of a percent, 0 to 100,000,000
  record Share(long millionths) implements MaxDelete {
    private static final int DECIMALS = 6;
    private static final long PERCENT = 1_000_000;
    private static final long WHOLE = 100 * PERCENT;

    public Share {
      if (millionths < 0 || millionths > WHOLE) {
        throw new IllegalArgumentException("A share is 0% to 100%");
      }
    }

    static Share ofPercent(int percent) {
      return new Share(percent * PERCENT);
    }

    /// @param percent such as `10` or `0.5`, with six decimals at the most
    /// @throws NumberFormatException when it is no such number
    static Share ofPercent(String percent) {
      int point = percent.indexOf('.');
      String whole = point < 0 ? percent : percent.substring(0, point);
      String decimals = point < 0 ? "0" : percent.substring(point + 1);
      if (decimals.length() > DECIMALS) {
        throw new NumberFormatException("more than " + DECIMALS + " decimals");
      }
      int parts = Integer.parseUnsignedInt(decimals + "0".repeat(DECIMALS - decimals.length()));
      return new Share(Integer.parseUnsignedInt(whole) * PERCENT + parts);
    }

    @Override
    public long of(long destinationObjects) {
      return destinationObjects / WHOLE * millionths
          + destinationObjects % WHOLE * millionths / WHOLE;
    }

    @Override
    public String toString() {
      long decimals = millionths % PERCENT;
      String whole = Long.toString(millionths / PERCENT);
      if (decimals == 0) {
        return whole + '%';
      }
      String padded = Long.toString(PERCENT + decimals).substring(1);
      int end = DECIMALS;
      while (padded.charAt(end - 1) == '0') {
        end--;
      }
      return whole + '.' + padded.substring(0, end) + '%';
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
          ? Share.ofPercent(text.substring(0, text.length() - 1).strip())
          : new Count(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither a share such as 10% nor a number of objects", e);
    }
  }
}
