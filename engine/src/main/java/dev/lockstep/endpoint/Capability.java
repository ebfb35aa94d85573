package dev.lockstep.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Something that a store can do, or not, whatever its vendor says. What it answers tells nothing
/// by itself: a store that ignores a condition or drops a tag says success. So each is tried with
/// the case that must fail, or read back.
public enum Capability {
  /// PutObject with `If-None-Match: *` writes a new key and leaves an object that is there: 412.
  PUT_IF_ABSENT("leaves an object that is there, when told to write only where there is none"),
  /// PutObject with `If-Match` replaces the object of that ETag and no other: 412 or 404.
  PUT_IF_MATCH("replaces only the object with the ETag that was told"),
  /// The same as [#PUT_IF_ABSENT] for CompleteMultipartUpload.
  COMPLETE_IF_ABSENT("the same, when an upload in parts is completed where there is no object"),
  /// The same as [#PUT_IF_MATCH] for CompleteMultipartUpload.
  COMPLETE_IF_MATCH("the same, when an upload in parts is completed over one ETag"),
  /// The same as [#PUT_IF_ABSENT] for the target of CopyObject.
  COPY_IF_ABSENT("the same, when the store copies to where there is no object"),
  /// The same as [#PUT_IF_MATCH] for the target of CopyObject.
  COPY_IF_MATCH("the same, when the store copies over one ETag"),
  /// CopyObject with `x-amz-copy-source-if-match` copies the source of that ETag and no other: 412.
  COPY_SOURCE_IF_MATCH("copies only the source with the ETag that was told"),
  /// GetObject with `If-Match` answers for the object of that ETag and no other: 412.
  GET_IF_MATCH("reads only the object with the ETag that was told"),
  /// GetObject with `Range` answers with those bytes, and says where they stand.
  RANGED_GET("reads a range of bytes"),
  /// HeadObject with `partNumber` tells how many parts the object was written in.
  PART_NUMBER_GET("tells the parts of an object"),
  /// A CRC64NVME sent with an object is told when it is asked for.
  CHECKSUM_CRC64NVME("keeps the CRC64NVME sent with an object"),
  /// A CRC32C sent with an object is told when it is asked for.
  CHECKSUM_CRC32C("keeps the CRC32C sent with an object"),
  /// A CRC32 sent with an object is told when it is asked for.
  CHECKSUM_CRC32("keeps the CRC32 sent with an object"),
  /// A SHA-256 sent with an object is told when it is asked for.
  CHECKSUM_SHA256("keeps the SHA-256 sent with an object"),
  /// A SHA-1 sent with an object is told when it is asked for.
  CHECKSUM_SHA1("keeps the SHA-1 sent with an object"),
  /// An object whose bytes don't have the checksum that was sent with them is refused.
  CHECKSUM_VERIFIED("refuses bytes with a wrong checksum"),
  /// A checksum that follows the bytes of a part, as a trailer, is taken.
  CHECKSUM_TRAILER("takes a checksum behind the bytes of a part"),
  /// The CRC64NVME of an upload is made of parts that came without one, told when it is asked for,
  /// and set against the one that the completion was sent with.
  CHECKSUM_OF_WHOLE("computes the checksum of an upload by itself, and refuses a wrong one"),
  /// `Cache-Control` comes back as it was sent; likewise each of the next five.
  CACHE_CONTROL("keeps Cache-Control"),
  CONTENT_DISPOSITION("keeps Content-Disposition"),
  CONTENT_ENCODING("keeps Content-Encoding"),
  CONTENT_LANGUAGE("keeps Content-Language"),
  CONTENT_TYPE("keeps Content-Type"),
  EXPIRES("keeps Expires"),
  /// Tags sent with PutObject are told by GetObjectTagging.
  TAGS("keeps tags"),
  /// Tags sent with CreateMultipartUpload are told by GetObjectTagging.
  UPLOAD_TAGS("keeps the tags of an upload in parts"),
  /// `x-amz-meta-` headers come back as they were sent.
  USER_METADATA("keeps user metadata"),
  /// The same for an empty value.
  USER_METADATA_EMPTY("keeps user metadata with an empty value"),
  /// The same for a value in raw UTF-8.
  USER_METADATA_UTF8("keeps user metadata beyond ASCII"),
  /// The same for a name with an underscore, of which some make a dash.
  USER_METADATA_UNDERSCORE("keeps user metadata with an underscore in its name"),
  /// `x-amz-website-redirect-location` comes back.
  WEBSITE_REDIRECT("keeps the website redirect"),
  /// An object written as STANDARD_IA says that it is.
  STORAGE_CLASS("keeps the storage class STANDARD_IA"),
  /// An object for which encryption with keys of the store (SSE-S3) was asked says that it has it.
  ENCRYPTION("encrypts with keys of its own, when told to"),
  /// An access control list that was set is told.
  ACL("keeps access control lists"),
  /// An object that was written with a retention says that it has it, in this bucket.
  OBJECT_LOCK("keeps object locks in this bucket"),
  /// The bucket keeps the versions of an object that was written twice.
  VERSIONING("keeps versions in this bucket"),
  /// A version that is written with an id and a time of the client's has them, in this bucket: `PUT
  /// key?versionId=` with `x-minio-source-mtime`, and likewise a delete marker.
  VERSION_IDENTITY("keeps the id and the time that a version is written with, in this bucket"),
  /// Versions of a key are listed newest first, delete markers in their place among them.
  VERSION_ORDER("lists versions and delete markers in the order in which they came"),
  /// Keys are listed in the order of their bytes in UTF-8.
  LIST_ORDER("lists keys in the order of their bytes"),
  /// `start-after` leaves out what does not sort behind it.
  LIST_START_AFTER("begins a listing behind a key"),
  /// ListMultipartUploads shows an upload in progress by the prefix of its key.
  LIST_UPLOADS("lists uploads in progress"),
  /// DeleteObjects removes several objects at once.
  DELETE_MANY("deletes several objects at once"),
  /// Parts of less than 5 MiB are taken, also where they are not the last.
  SMALL_PARTS("takes parts of less than 5 MiB"),
  /// `a//b` is kept as it is.
  KEY_EMPTY_SEGMENT("keeps keys with '//'"),
  /// `a/../b` and `./a` are kept as they are.
  KEY_DOT_SEGMENT("keeps keys with '.' or '..' between slashes"),
  /// `/a` is kept as it is.
  KEY_LEADING_SLASH("keeps keys with '/' at the beginning"),
  /// Keys with line breaks and tabs are kept as they are.
  KEY_LINE_BREAK("keeps keys with line breaks or tabs"),
  /// Keys with carriage returns are kept as they are.
  KEY_CARRIAGE_RETURN("keeps keys with carriage returns"),
  /// Keys with other control characters are kept as they are.
  KEY_CONTROL_CHARACTER("keeps keys with control characters");

  private final String words;

  Capability(String words) {
    this.words = words;
  }

  /// What a store does that has it, for people.
  public String words() {
    return words;
  }

  /// As it is typed and written down: `put-if-absent`.
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The one of this name.
  public static Optional<Capability> named(String optionName) {
    return Arrays.stream(values())
        .filter(capability -> capability.optionName().equals(optionName))
        .findFirst();
  }
}
