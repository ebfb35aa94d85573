package dev.lockstep.endpoint;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Conditions and checks of a write.
///
/// @param ifMatch the ETag that the object to be replaced must have; null for any
/// @param ifAbsent whether there must be no object of that key (`If-None-Match: *`)
/// @param checksum of all bytes of the object, for the store to check and keep; null for none. When
///   an upload is completed, the store compares it with that of the parts together: then it must be
///   of the algorithm and type that the upload was created with (see [UploadChecksum])
/// @param md5 of all bytes, as an ETag has it, for the store to check; null for none
/// @param modified the time that the version is to have, where the store lets it be said
///   ([Capability#VERSION_IDENTITY]); null for the store's own. Such a store orders the versions of
///   a key by their times
public record WriteOptions(
    @Nullable ETag ifMatch,
    boolean ifAbsent,
    @Nullable Checksum checksum,
    @Nullable ETag md5,
    @Nullable Instant modified) {
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
    this(ifMatch, ifAbsent, checksum, null, null);
  }

  /// The same, to be done only where there is no object of that key.
  public WriteOptions onlyIfAbsent() {
    return new WriteOptions(null, true, checksum, md5, modified);
  }

  /// The same, to be done only over the object of that ETag.
  public WriteOptions onlyIfMatch(ETag etag) {
    return new WriteOptions(etag, false, checksum, md5, modified);
  }

  public WriteOptions checksum(@Nullable Checksum value) {
    return new WriteOptions(ifMatch, ifAbsent, value, md5, modified);
  }

  public WriteOptions md5(@Nullable ETag value) {
    return new WriteOptions(ifMatch, ifAbsent, checksum, value, modified);
  }

  public WriteOptions modified(@Nullable Instant value) {
    return new WriteOptions(ifMatch, ifAbsent, checksum, md5, value);
  }
}
