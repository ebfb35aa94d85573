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
/// @param md5 of all bytes, as an ETag has it, for the store to check; null for none
public record WriteOptions(
    @Nullable ETag ifMatch, boolean ifAbsent, @Nullable Checksum checksum, @Nullable ETag md5) {
  public static final WriteOptions PLAIN = new WriteOptions(null, false, null);

  public WriteOptions {
    if (ifMatch != null && ifAbsent) {
      throw new IllegalArgumentException("An absent object has no ETag");
    }
    if (md5 != null && md5.kind() != ETag.Kind.MD5) {
      throw new IllegalArgumentException(md5 + " is no MD5");
    }
  }

  public WriteOptions(@Nullable ETag ifMatch, boolean ifAbsent, @Nullable Checksum checksum) {
    this(ifMatch, ifAbsent, checksum, null);
  }

  public WriteOptions checksum(@Nullable Checksum value) {
    return new WriteOptions(ifMatch, ifAbsent, value, md5);
  }

  public WriteOptions md5(@Nullable ETag value) {
    return new WriteOptions(ifMatch, ifAbsent, checksum, value);
  }
}
