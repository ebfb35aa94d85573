package dev.lockstep.verify;

import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;

/// What a store can do with uploads in parts. They are of a part of a few bytes, or two.
final class UploadTrials {
  private final ProbeArea area;

  UploadTrials(ProbeArea area) {
    this.area = area;
  }

  Map<Capability, Trial> all() {
    return Map.of(
        Capability.PART_NUMBER_GET, this::partNumber,
        Capability.CHECKSUM_TRAILER, this::trailer,
        Capability.UPLOAD_TAGS, this::tags,
        Capability.LIST_UPLOADS, this::listing,
        Capability.SMALL_PARTS, this::smallParts);
  }

  private Trial.Seen partNumber() {
    area.upload("parts", ObjectAttributes.NONE, WriteOptions.PLAIN);
    int parts =
        area.store().headObject(area.object("parts"), ReadOptions.PLAIN.partNumber(1)).partsCount();
    return parts == 1
        ? Trial.Seen.yes("of an object in one part it told that there is one")
        : Trial.Seen.no("ignored: it did not tell how many parts there are");
  }

  private Trial.Seen trailer() {
    UploadChecksum checksum =
        new UploadChecksum(Checksum.Algorithm.CRC32C, Checksum.Type.COMPOSITE);
    MultipartUpload upload = area.createUpload("trailer", ObjectAttributes.NONE, checksum);
    ObjectBody body =
        new ObjectBody.Streamed(
            Channels.newChannel(new ByteArrayInputStream(ProbeArea.BYTES)), ProbeArea.BYTES.length);
    area.store().uploadPart(upload, 1, body, new PartChecksum.Computed(Checksum.Algorithm.CRC32C));
    return Trial.Seen.yes("a CRC32C behind a part was taken");
  }

  private Trial.Seen tags() {
    Map<String, String> tags = Map.of("lockstep", "probe");
    area.upload("upload-tags", ObjectAttributes.NONE.withTags(tags), WriteOptions.PLAIN);
    return Trial.Seen.kept(area.store().fetchTags(area.object("upload-tags")).equals(tags));
  }

  private Trial.Seen listing() {
    MultipartUpload upload = area.createUpload("uploads/one", ObjectAttributes.NONE, null);
    if (isListed(upload, area.key("uploads/"))) {
      return Trial.Seen.yes("an upload was listed by the beginning of its key");
    }
    return isListed(upload, upload.target().key())
        ? Trial.Seen.no("an upload is listed by its whole key alone")
        : Trial.Seen.no("an upload in progress was not listed");
  }

  private boolean isListed(MultipartUpload upload, ObjectKey prefix) {
    return area
        .store()
        .listUploads(area.bucket(), prefix, UploadsPage.Marker.START)
        .uploads()
        .stream()
        .anyMatch(entry -> entry.upload().uploadId().equals(upload.uploadId()));
  }

  private Trial.Seen smallParts() {
    MultipartUpload upload = area.createUpload("small-parts", ObjectAttributes.NONE, null);
    List<UploadedPart> parts = List.of(area.part(upload, 1), area.part(upload, 2));
    area.complete("small-parts", upload, parts, WriteOptions.PLAIN);
    return Trial.Seen.yes("two parts of a few bytes were taken");
  }
}
