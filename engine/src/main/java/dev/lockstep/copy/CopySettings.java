package dev.lockstep.copy;

import dev.lockstep.object.Attribute;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.StorageClass;
import org.jspecify.annotations.Nullable;

/// How a run copies, for all its objects.
///
/// @param storageClass the class to write; null to keep the source's
/// @param encryption how the destination shall encrypt; null for its own default
/// @param partSize bytes a part where the source's own cuts are not to be had
public record CopySettings(
    Fidelity fidelity,
    @Nullable StorageClass storageClass,
    @Nullable Encryption encryption,
    long partSize) {
  public static final CopySettings STANDARD =
      new CopySettings(Fidelity.STANDARD, null, null, 16L << 20);

  /// Whether a copy without this attribute counts as failed: it must arrive, or was asked for by
  /// name.
  public boolean demands(Attribute attribute) {
    return fidelity.demands(attribute)
        || attribute == Attribute.STORAGE_CLASS && storageClass != null;
  }

  /// The same with other levels.
  public CopySettings with(Fidelity levels) {
    return new CopySettings(levels, storageClass, encryption, partSize);
  }
}
