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
/// @param overwriting how objects at the destination are replaced
/// @param originMetadata whether each copy says in user metadata what it is a copy of
public record CopySettings(
    Fidelity fidelity,
    @Nullable StorageClass storageClass,
    @Nullable Encryption encryption,
    long partSize,
    Overwriting overwriting,
    boolean originMetadata) {
  public static final CopySettings STANDARD =
      new CopySettings(Fidelity.STANDARD, null, null, 16L << 20);

  /// Settings by which whatever stands at the destination is replaced.
  public CopySettings(
      Fidelity fidelity,
      @Nullable StorageClass storageClass,
      @Nullable Encryption encryption,
      long partSize) {
    this(fidelity, storageClass, encryption, partSize, Overwriting.ALWAYS, false);
  }

  /// Whether a copy without this attribute counts as failed: it must arrive, or was asked for by
  /// name.
  public boolean demands(Attribute attribute) {
    return fidelity.demands(attribute)
        || attribute == Attribute.STORAGE_CLASS && storageClass != null;
  }

  /// The same with other levels.
  public CopySettings with(Fidelity levels) {
    return new CopySettings(
        levels, storageClass, encryption, partSize, overwriting, originMetadata);
  }

  /// The same, replacing objects in another way.
  public CopySettings with(Overwriting other) {
    return new CopySettings(fidelity, storageClass, encryption, partSize, other, originMetadata);
  }

  /// The same with the origin in each copy's user metadata.
  public CopySettings withOriginMetadata() {
    return new CopySettings(fidelity, storageClass, encryption, partSize, overwriting, true);
  }

  /// The same with nothing of the origin in a copy's user metadata.
  CopySettings withoutOriginMetadata() {
    return new CopySettings(fidelity, storageClass, encryption, partSize, overwriting, false);
  }

  /// As the compiler would write it, which would link it anew at every start.
  @Override
  public String toString() {
    return "CopySettings[fidelity="
        + fidelity
        + ", storageClass="
        + storageClass
        + ", encryption="
        + encryption
        + ", partSize="
        + partSize
        + ", overwriting="
        + overwriting
        + ", originMetadata="
        + originMetadata
        + "]";
  }
}
