package dev.lockstep.selection;

import dev.lockstep.object.ObjectKey;

/// How keys of the source are called at the destination: one prefix is taken off, another put
/// before.
///
/// What is left between the two, the *relative* key, is what both sides have in common; as a prefix
/// changes no order, both sides list their relative keys in the same order.
public record PrefixMapping(ObjectKey source, ObjectKey destination) {
  public static final PrefixMapping SAME_NAMES =
      new PrefixMapping(ObjectKey.EMPTY, ObjectKey.EMPTY);

  public ObjectKey destinationOf(ObjectKey sourceKey) {
    return destination.then(sourceKey.after(source.length()));
  }

  public ObjectKey sourceOf(ObjectKey destinationKey) {
    return source.then(destinationKey.after(destination.length()));
  }

  /// Whether, within one bucket, one prefix lies inside the other, so that what is written would be
  /// read again.
  public boolean overlaps() {
    return source.startsWith(destination) || destination.startsWith(source);
  }
}
