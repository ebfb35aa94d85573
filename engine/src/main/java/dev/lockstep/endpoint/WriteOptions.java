package dev.lockstep.endpoint;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import org.jspecify.annotations.Nullable;

/// Conditions and checks of a write.
///
/// @param ifMatch the ETag that the object to be replaced must have; null for any
/// @param ifAbsent whether there must be no object of that key (`If-None-Match: *`)
/// @param checksum of all bytes of the object, for the store to check and keep; null for none. When
///   an upload is completed, the store compares it with that of the parts together: then it must be
///   of the algorithm and type that the upload was created with (see [UploadChecksum])
public record WriteOptions(@Nullable ETag ifMatch, boolean ifAbsent, @Nullable Checksum checksum) {
  public static final WriteOptions PLAIN = new WriteOptions(null, false, null);

  public WriteOptions {
    if (ifMatch != null && ifAbsent) {
      throw new IllegalArgumentException("An absent object has no ETag");
    }
  }

  public WriteOptions checksum(@Nullable Checksum value) {
    return new WriteOptions(ifMatch, ifAbsent, value);
  }
}
