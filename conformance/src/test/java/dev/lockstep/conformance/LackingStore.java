package dev.lockstep.conformance;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectRef;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A store that does not keep all that is written with an object.
public final class LackingStore extends RelayedStore {
  private final UnaryOperator<ObjectAttributes> kept;
  private final Manner manner;

  /// What it does about that.
  public enum Manner {
    /// It answers success.
    DROPS,
    /// It refuses the object.
    REFUSES
  }

  /// @param kept makes of what is sent what is kept
  public LackingStore(ObjectStore store, UnaryOperator<ObjectAttributes> kept, Manner manner) {
    super(store);
    this.kept = kept;
    this.manner = manner;
  }

  private ObjectAttributes kept(ObjectAttributes sent) {
    ObjectAttributes less = kept.apply(sent);
    if (manner == Manner.REFUSES && !less.equals(sent)) {
      throw TwoBuckets.failure(new StoreFailure.Unsupported(TwoBuckets.detail("NotImplemented")));
    }
    return less;
  }

  @Override
  public WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    return super.putObject(target, kept(attributes), body, options);
  }

  @Override
  public MultipartUpload createUpload(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    return super.createUpload(target, kept(attributes), checksum);
  }

  @Override
  public void putTags(ObjectRef object, Map<String, String> tags) {
    super.putTags(object, kept(ObjectAttributes.NONE.withTags(tags)).tags());
  }
}
