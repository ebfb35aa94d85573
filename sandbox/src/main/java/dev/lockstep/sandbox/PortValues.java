package dev.lockstep.sandbox;

import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.BodyClaims;
import dev.lockstep.sandbox.store.CannedAcl;
import dev.lockstep.sandbox.store.CompletionRequest;
import dev.lockstep.sandbox.store.CompletionRequest.CompletedPart;
import dev.lockstep.sandbox.store.ObjectCopies.CopyRequest;
import dev.lockstep.sandbox.store.ObjectListing;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import dev.lockstep.sandbox.store.ReadConditions;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.Selection;
import dev.lockstep.sandbox.store.Selection.Wanted;
import dev.lockstep.sandbox.store.StoredObject;
import dev.lockstep.sandbox.store.Upload;
import dev.lockstep.sandbox.store.Upload.ChecksumChoice;
import dev.lockstep.sandbox.store.UploadListing;
import dev.lockstep.sandbox.store.Version;
import dev.lockstep.sandbox.store.VersionListing;
import dev.lockstep.sandbox.store.Versioning;
import dev.lockstep.sandbox.store.WriteConditions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of the port and those of the store, one made from the other.
final class PortValues {
  private PortValues() {}

  static ReadConditions conditions(@Nullable ETag ifMatch) {
    return ifMatch == null
        ? ReadConditions.NONE
        : new ReadConditions(ifMatch.quoted(), null, null, null);
  }

  static WriteConditions conditions(WriteOptions options) {
    return new WriteConditions(
        options.ifMatch() == null ? null : options.ifMatch().quoted(),
        options.ifAbsent() ? "*" : null,
        options.modified(),
        false);
  }

  static Wanted wanted(ReadOptions options) {
    if (options.range() != null) {
      return new Wanted.FromTo(options.range().first(), options.range().last());
    }
    return options.partNumber() == 0 ? new Wanted.Whole() : new Wanted.Part(options.partNumber());
  }

  static ObjectHead head(Found found, Selection selection, boolean checksums) {
    StoredObject object = found.object();
    ObjectAttributes attributes = object.attributes();
    return new ObjectHead(
        object.size(),
        object.etag(),
        found.version().lastModified(),
        found.id(),
        attributes.withTags(Map.of()),
        attributes.tags().size(),
        selection.parts(),
        checksums && selection.checksum() != null ? List.of(selection.checksum()) : List.of());
  }

  static WriteReceipt receipt(Found made) {
    StoredObject object = made.object();
    return new WriteReceipt(
        object.etag(),
        made.id(),
        object.attributes().encryption(),
        object.checksum() == null ? List.of() : List.of(object.checksum()));
  }

  static BodyClaims claims(WriteOptions options) {
    Checksum checksum = options.checksum();
    ETag md5 = options.md5();
    return new BodyClaims(
        md5 == null
            ? null
            : Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5.value())),
        checksum == null ? null : checksum.algorithm(),
        checksum == null ? null : checksum.value());
  }

  static BodyClaims claims(PartChecksum checksum) {
    return switch (checksum) {
      case PartChecksum.None _ -> BodyClaims.NONE;
      case PartChecksum.Known(Checksum known) ->
          new BodyClaims(null, known.algorithm(), known.value());
      case PartChecksum.Computed(Checksum.Algorithm algorithm) ->
          new BodyClaims(null, algorithm, null);
    };
  }

  static @Nullable ChecksumChoice choice(@Nullable UploadChecksum checksum) {
    return checksum == null ? null : ChecksumChoice.explicit(checksum);
  }

  static UploadedPart part(Upload.Part part, BodyClaims claims, Upload upload) {
    return new UploadedPart(
        part.number(), part.etag(), part.checksum(upload.told(claims.algorithm())));
  }

  static CompletionRequest completion(List<UploadedPart> parts, WriteOptions options) {
    return new CompletionRequest(
        parts.stream().map(PortValues::completed).toList(),
        options.checksum(),
        -1,
        conditions(options));
  }

  private static CompletedPart completed(UploadedPart part) {
    Checksum checksum = part.checksum();
    return checksum == null
        ? new CompletedPart(part.number(), part.etag(), null, null)
        : new CompletedPart(part.number(), part.etag(), checksum.algorithm(), checksum.value());
  }

  static CopyRequest copyRequest(CopyOptions options, Account owner) {
    ObjectAttributes replacement = options.replacement();
    Checksum checksum = options.write().checksum();
    return new CopyRequest(
        conditions(options.sourceIs()),
        replacement,
        replacement == null ? null : replacement.tags(),
        options.storageClass(),
        options.encryption(),
        replacement == null ? null : replacement.header(ContentHeader.WEBSITE_REDIRECT),
        options.lock(),
        checksum == null ? null : checksum.algorithm(),
        CannedAcl.privateTo(owner),
        conditions(options.write()));
  }

  static ListingPage page(ObjectListing listing) {
    EntryPage.Builder page = new EntryPage.Builder(listing.rows().size());
    for (ObjectListing.Row row : listing.rows()) {
      StoredObject object = row.version().object();
      page.key(row.key())
          .size(object.size())
          .modifiedMillis(row.version().lastModified().toEpochMilli())
          .etag(object.etag())
          .storageClass(object.attributes().storageClass().name())
          .endRow();
    }
    return new ListingPage(page.build(), listing.more() ? token(listing.last()) : null);
  }

  private static String token(ObjectKey last) {
    return HexFormat.of().formatHex(last.toBytes());
  }

  /// The key behind which a token's page begins.
  static ObjectKey place(String token) {
    try {
      byte[] key = HexFormat.of().parseHex(token);
      return ObjectKey.ofBytes(key, 0, key.length);
    } catch (IllegalArgumentException e) {
      throw Refusal.argument(
          "continuation-token", token, "The continuation token provided is incorrect");
    }
  }

  /// A page of versions.
  static VersionsPage versions(VersionListing listing) {
    EntryPage.Builder page = new EntryPage.Builder(listing.rows().size());
    for (VersionListing.Row row : listing.rows()) {
      page.key(row.key()).modifiedMillis(row.version().lastModified().toEpochMilli());
      boolean marker =
          switch (row.version()) {
            case Version.DeleteMarker _ -> true;
            case Version.Stored stored -> {
              page.size(stored.object().size())
                  .etag(stored.object().etag())
                  .storageClass(stored.object().attributes().storageClass().name());
              yield false;
            }
          };
      page.version(row.version().id().value(), row.latest(), marker).endRow();
    }
    VersionListing.Marker next = listing.next();
    return new VersionsPage(
        page.build(), next == null ? null : new VersionsRequest.Marker(next.key(), next.version()));
  }

  static dev.lockstep.endpoint.Versioning versioning(Versioning versioning) {
    return switch (versioning) {
      case OFF -> dev.lockstep.endpoint.Versioning.OFF;
      case ENABLED -> dev.lockstep.endpoint.Versioning.ENABLED;
      case SUSPENDED -> dev.lockstep.endpoint.Versioning.SUSPENDED;
    };
  }

  static UploadsPage uploads(BucketName bucket, UploadListing listing) {
    List<UploadsPage.Entry> entries =
        listing.uploads().stream().map(upload -> entry(bucket, upload)).toList();
    if (!listing.more()) {
      return new UploadsPage(entries, null);
    }
    Upload last = listing.uploads().getLast();
    return new UploadsPage(entries, new UploadsPage.Marker(last.key(), last.id()));
  }

  private static UploadsPage.Entry entry(BucketName bucket, Upload upload) {
    ObjectRef target = ObjectRef.current(bucket, upload.key());
    return new UploadsPage.Entry(new MultipartUpload(target, upload.id()), upload.initiated());
  }
}
