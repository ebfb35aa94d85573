package dev.lockstep.listing;

import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// A run of the relative key space that one thread walks from its beginning to its end, and of
/// which another may take over the rest: the unit of parallel work.
///
/// The walker *claims* keys before it handles them; [#cutAt] succeeds only behind what has been
/// claimed. So each key belongs to exactly one range at any time, and none is lost or handled twice
/// however the two race. Any thread may call any method.
public final class KeyRange {
  private final ObjectKey after;
  private @Nullable ObjectKey last;
  private ObjectKey claimed;
  private boolean ended;
  private boolean starved;

  /// @param after the range begins behind this key; empty for the beginning of everything
  /// @param last the range ends with this key; null for the end of everything
  KeyRange(ObjectKey after, @Nullable ObjectKey last) {
    this.after = after;
    this.last = last;
    this.claimed = after;
  }

  /// All keys of a span.
  public static KeyRange of(KeySpan span) {
    return new KeyRange(span.after(), span.upTo());
  }

  /// Every key there is.
  public static KeyRange everything() {
    return of(KeySpan.EVERYTHING);
  }

  /// The range begins behind this key.
  public ObjectKey after() {
    return after;
  }

  /// The range ends with this key, as things stand; null for the end of everything. It only ever
  /// moves down.
  public synchronized @Nullable ObjectKey last() {
    return last;
  }

  /// Takes all keys up to and including this one for the walker, or as far as the range still
  /// reaches.
  ///
  /// @return the end of the range when it lies before `key`: the walker must not go beyond it; else
  ///   null
  public synchronized @Nullable ObjectKey claim(ObjectKey key) {
    if (last != null && last.compareTo(key) < 0) {
      claimed = last;
      return last;
    }
    if (claimed.compareTo(key) < 0) {
      claimed = key;
    }
    return null;
  }

  /// Nothing is left behind what has been claimed: there is nothing to cut any more.
  public synchronized void ended() {
    ended = true;
  }

  /// Whether the walker has found the end of the listings.
  synchronized boolean hasEnded() {
    return ended;
  }

  /// How far the walker has claimed.
  synchronized ObjectKey claimed() {
    return claimed;
  }

  /// Notes that the walker has to wait for a page.
  public synchronized void starve() {
    starved = true;
  }

  /// Whether the walker has had to wait for a page since this was asked last: where it never has,
  /// listing by more would gain nothing.
  synchronized boolean wasStarved() {
    boolean was = starved;
    starved = false;
    return was;
  }

  /// Ends this range at `key` and gives the rest away.
  ///
  /// @return the rest, from behind `key` on; null when the walker has claimed beyond `key` already
  ///   or the range ends before it
  synchronized @Nullable KeyRange cutAt(ObjectKey key) {
    if (key.compareTo(claimed) <= 0 || last != null && key.compareTo(last) >= 0) {
      return null;
    }
    KeyRange rest = new KeyRange(key, last);
    last = key;
    return rest;
  }

  @Override
  public synchronized String toString() {
    return "(" + after + ", " + (last == null ? "end" : last) + "], claimed to " + claimed;
  }
}
