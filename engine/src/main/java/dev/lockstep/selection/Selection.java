package dev.lockstep.selection;

import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which objects are meant. What is not selected is left alone on both sides: neither copied, nor
/// compared, nor deleted.
///
/// @param include when not empty, the relative key must match one of these
/// @param exclude the relative key must match none of these
/// @param newerThan modified at this time or later; null for any
/// @param olderThan modified before this time; null for any
/// @param minSize in bytes
/// @param maxSize in bytes
public record Selection(
    List<Glob> include,
    List<Glob> exclude,
    @Nullable Instant newerThan,
    @Nullable Instant olderThan,
    long minSize,
    long maxSize) {

  public static final Selection EVERYTHING =
      new Selection(List.of(), List.of(), null, null, 0, Long.MAX_VALUE);

  public Selection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    if (minSize < 0 || maxSize < minSize) {
      throw new IllegalArgumentException(
          "No object is at least " + minSize + " and at most " + maxSize + " bytes large");
    }
    if (newerThan != null && olderThan != null && !newerThan.isBefore(olderThan)) {
      throw new IllegalArgumentException(
          "No object is newer than " + newerThan + " and older than " + olderThan);
    }
  }

  /// Whether nothing is left out, so that nobody needs to ask per object.
  public boolean isEverything() {
    return equals(EVERYTHING);
  }

  /// Whether a listed object is meant.
  ///
  /// @param prefixLength how many bytes at the beginning of its key belong to the prefix and not to
  ///   the relative key
  public boolean selects(EntryPage page, int row, int prefixLength) {
    return selectsSize(page.size(row))
        && selectsTime(page.modifiedMillis(row))
        && selectsKey(page, row, prefixLength);
  }

  /// Whether a key is meant.
  ///
  /// @param relative without the prefix
  public boolean selectsKey(ObjectKey relative) {
    return include.isEmpty() && exclude.isEmpty() || selectsKey(relative.text());
  }

  /// Whether a version is meant, if its key is. A delete marker has no size.
  public boolean selectsVersion(ObjectVersion version) {
    return (version.deleteMarker() || selectsSize(version.size()))
        && selectsTime(version.lastModified().toEpochMilli());
  }

  private boolean selectsSize(long size) {
    return minSize <= size && size <= maxSize;
  }

  private boolean selectsTime(long modifiedMillis) {
    return (newerThan == null || modifiedMillis >= newerThan.toEpochMilli())
        && (olderThan == null || modifiedMillis < olderThan.toEpochMilli());
  }

  private boolean selectsKey(EntryPage page, int row, int prefixLength) {
    if (include.isEmpty() && exclude.isEmpty()) {
      return true;
    }
    int start = page.keyStart(row) + prefixLength;
    String key =
        new String(page.keyBytes(), start, page.keyEnd(row) - start, StandardCharsets.UTF_8);
    return selectsKey(key);
  }

  private boolean selectsKey(String key) {
    return (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(key)))
        && exclude.stream().noneMatch(glob -> glob.matches(key));
  }

  /// As the compiler would write it, which would link it anew at every start.
  @Override
  public String toString() {
    return "Selection[include="
        + include
        + ", exclude="
        + exclude
        + ", newerThan="
        + newerThan
        + ", olderThan="
        + olderThan
        + ", minSize="
        + minSize
        + ", maxSize="
        + maxSize
        + "]";
  }
}
