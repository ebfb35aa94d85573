package dev.lockstep.verify;

import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.RunningChecksum;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
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
        Capability.CHECKSUM_OF_WHOLE, this::checksumOfWhole,
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

  /// A wrong checksum is what must be refused; the right one must then be the object's.
  private Trial.Seen checksumOfWhole() {
    Checksum right =
        RunningChecksum.of(Checksum.Algorithm.CRC64NVME, ByteBuffer.wrap(ProbeArea.BYTES));
    Checksum wrong = RunningChecksum.of(Checksum.Algorithm.CRC64NVME, ByteBuffer.allocate(1));
    MultipartUpload refused = wholeUpload("whole-wrong");
    try {
      area.complete(
          "whole-wrong",
          refused,
          List.of(area.part(refused, 1)),
          WriteOptions.PLAIN.checksum(wrong));
      return Trial.Seen.no("ignored: it took an upload with a wrong checksum");
    } catch (StoreException e) {
      if (!(e.failure() instanceof StoreFailure.Corrupted)) {
        throw e;
      }
    }
    MultipartUpload taken = wholeUpload("whole");
    area.complete("whole", taken, List.of(area.part(taken, 1)), WriteOptions.PLAIN.checksum(right));
    boolean told =
        area.store()
            .headObject(area.object("whole"), ReadOptions.WITH_CHECKSUMS)
            .checksums()
            .contains(right);
    return told
        ? Trial.Seen.yes("a wrong one was refused, the right one told")
        : Trial.Seen.no("dropped: the checksum of an upload was not told");
  }

  private MultipartUpload wholeUpload(String name) {
    return area.createUpload(
        name,
        ObjectAttributes.NONE,
        new UploadChecksum(Checksum.Algorithm.CRC64NVME, Checksum.Type.FULL_OBJECT));
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
