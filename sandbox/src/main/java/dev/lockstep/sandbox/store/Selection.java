package dev.lockstep.sandbox.store;

import dev.lockstep.object.Checksum;
import dev.lockstep.sandbox.store.StoredObject.ObjectPart;
import org.jspecify.annotations.Nullable;

/// Which bytes of an object a read is about.
///
/// @param partial whether less than the whole was asked for, even if it is the whole
/// @param parts how many parts the object has, when a part was asked for; else 0
/// @param checksum of these bytes, where the store keeps one
public record Selection(
    long offset, long length, boolean partial, int parts, @Nullable Checksum checksum) {

  /// What a request asks for.
  public sealed interface Wanted {
    record Whole() implements Wanted {}

    /// From one byte to another; `last` is included and may lie behind the end.
    record FromTo(long first, long last) implements Wanted {}

    record Suffix(long length) implements Wanted {}

    record Part(int number) implements Wanted {}
  }

  /// Finds the bytes.
  ///
  /// @throws Refusal when the object has no such bytes
  public static Selection of(StoredObject object, Wanted wanted) {
    long size = object.size();
    return switch (wanted) {
      case Wanted.Whole() -> new Selection(0, size, false, 0, object.checksum());
      case Wanted.FromTo(long first, long last) -> {
        requireRange(first < size, object);
        yield new Selection(first, Math.min(last, size - 1) - first + 1, true, 0, null);
      }
      case Wanted.Suffix(long length) -> {
        requireRange(length > 0 && size > 0, object);
        long count = Math.min(length, size);
        yield new Selection(size - count, count, true, 0, null);
      }
      case Wanted.Part(int number) -> part(object, number);
    };
  }

  private static void requireRange(boolean satisfiable, StoredObject object) {
    if (!satisfiable) {
      throw new Refusal(ErrorCode.INVALID_RANGE)
          .with("ActualObjectSize", Long.toString(object.size()))
          .header("Content-Range", "bytes */" + object.size());
    }
  }

  private static Selection part(StoredObject object, int number) {
    int parts = Math.max(1, object.parts().size());
    if (number < 1 || number > parts) {
      throw new Refusal(ErrorCode.INVALID_PART_NUMBER)
          .with("ActualPartCount", Integer.toString(parts));
    }
    if (object.parts().isEmpty()) {
      return new Selection(0, object.size(), true, 0, object.checksum());
    }
    ObjectPart part = object.parts().get(number - 1);
    Checksum whole = object.checksum();
    Checksum checksum =
        whole == null || part.checksum() == null
            ? null
            : new Checksum(whole.algorithm(), whole.type(), part.checksum());
    return new Selection(part.offset(), part.size(), true, parts, checksum);
  }
}
