package dev.lockstep.summary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Counts objects as they stream by: how many and how much by prefix, size, age and storage class.
/// Memory is bounded, whatever comes. Any thread may add; whoever asks does so when all is added.
public final class ObjectSummary {
  private static final int MOST_CLASSES = 24;

  private final int sorts;
  private final Instant now;
  private final int mostPrefixes;
  private Totals all;
  private PrefixTotals prefixes;
  private Histogram sizes;
  private Histogram ages;
  private Groups classes;

  /// @param sorts how many sorts of objects are told apart, by numbers from 0
  /// @param now from which ages count back
  /// @param mostPrefixes the most prefixes to tell
  public ObjectSummary(int sorts, Instant now, int mostPrefixes) {
    this.sorts = sorts;
    this.now = now;
    this.mostPrefixes = mostPrefixes;
    this.all = new Totals(sorts);
    this.prefixes = new PrefixTotals(sorts, mostPrefixes);
    this.sizes = Histogram.ofSizes(sorts);
    this.ages = Histogram.ofAges(sorts);
    this.classes = new Groups(sorts, MOST_CLASSES);
  }

  /// Forgets everything.
  public synchronized void clear() {
    all = new Totals(sorts);
    prefixes = new PrefixTotals(sorts, mostPrefixes);
    sizes = Histogram.ofSizes(sorts);
    ages = Histogram.ofAges(sorts);
    classes = new Groups(sorts, MOST_CLASSES);
  }

  /// @param sort from 0
  /// @param size in bytes; null where nobody says
  /// @param lastModified null where nobody says
  /// @param storageClass null where nobody says
  public synchronized void add(
      int sort,
      String key,
      @Nullable Long size,
      @Nullable Instant lastModified,
      @Nullable String storageClass) {
    long bytes = size == null ? 0 : size;
    all.add(sort, bytes);
    prefixes.add(sort, key, bytes);
    if (size != null) {
      sizes.add(sort, bytes, bytes);
    }
    if (lastModified != null) {
      ages.add(sort, now.getEpochSecond() - lastModified.getEpochSecond(), bytes);
    }
    if (storageClass != null) {
      classes.add(sort, storageClass, bytes);
    }
  }

  public synchronized Totals all() {
    return all;
  }

  public synchronized PrefixTotals prefixes() {
    return prefixes;
  }

  public synchronized Histogram sizes() {
    return sizes;
  }

  public synchronized Histogram ages() {
    return ages;
  }

  public synchronized Groups classes() {
    return classes;
  }
}
