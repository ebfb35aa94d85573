package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.sandbox.content.Content;
import dev.lockstep.sandbox.content.Fingerprint;
import dev.lockstep.sandbox.content.JoinedContent;
import dev.lockstep.sandbox.store.CompletionRequest.CompletedPart;
import dev.lockstep.sandbox.store.StoredObject.ObjectPart;
import dev.lockstep.sandbox.store.Upload.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes the object of an upload from the parts that a completion names.
final class CompletedUpload {
  private final Upload upload;
  private final StoreLimits limits;

  CompletedUpload(Upload upload, StoreLimits limits) {
    this.upload = upload;
    this.limits = limits;
  }

  StoredObject assemble(CompletionRequest request) {
    List<Part> parts = chosen(request);
    Content content = new JoinedContent(parts.stream().map(Part::content).toList());
    Fingerprint whole =
        Fingerprint.joined(
            parts.stream().map(Part::fingerprint).toList(),
            parts.stream().map(part -> part.content().length()).toList());
    Checksum checksum = CompositeChecksum.of(upload.checksums(), parts, whole);
    checkClaims(request, content.length(), checksum);
    return new StoredObject(
        content,
        new ETag(whole.md5Hex() + "-" + parts.size()),
        told(parts),
        upload.attributes(),
        checksum,
        upload.acl());
  }

  private List<Part> chosen(CompletionRequest request) {
    if (request.parts().isEmpty()) {
      throw new Refusal(ErrorCode.MALFORMED_XML);
    }
    List<Part> parts = new ArrayList<>();
    int before = 0;
    for (CompletedPart asked : request.parts()) {
      if (asked.number() <= before) {
        throw new Refusal(ErrorCode.INVALID_PART_ORDER).with("UploadId", upload.id());
      }
      parts.add(chosen(asked));
      before = asked.number();
    }
    checkSizes(parts);
    return parts;
  }

  private Part chosen(CompletedPart asked) {
    Part part = upload.parts().get(asked.number());
    if (part == null || !part.etag().equals(asked.etag()) || !checksumFits(part, asked)) {
      throw new Refusal(ErrorCode.INVALID_PART)
          .with("UploadId", upload.id())
          .with("PartNumber", Integer.toString(asked.number()))
          .with("ETag", asked.etag().value());
    }
    boolean mustTell =
        upload.checksums().explicit() && upload.checksums().type() == Checksum.Type.COMPOSITE;
    if (mustTell && asked.checksum() == null) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "The upload was created using a "
              + upload.checksums().algorithm().name().toLowerCase(Locale.ROOT)
              + " checksum. The complete request must include the checksum for each part. It was"
              + " missing for part "
              + asked.number()
              + " in the request.");
    }
    return part;
  }

  private static boolean checksumFits(Part part, CompletedPart asked) {
    if (asked.algorithm() == null || asked.checksum() == null) {
      return true;
    }
    Checksum kept = part.checksum(asked.algorithm());
    return kept == null || kept.value().equals(asked.checksum());
  }

  private void checkSizes(List<Part> parts) {
    for (Part part : parts.subList(0, parts.size() - 1)) {
      if (part.content().length() < limits.smallestPart()) {
        throw new Refusal(ErrorCode.ENTITY_TOO_SMALL)
            .with("ProposedSize", Long.toString(part.content().length()))
            .with("MinSizeAllowed", Long.toString(limits.smallestPart()))
            .with("PartNumber", Integer.toString(part.number()))
            .with("ETag", part.etag().value());
      }
    }
    long size = parts.stream().mapToLong(part -> part.content().length()).sum();
    if (size > limits.largestObject()) {
      throw ObjectWrites.tooLarge(limits.largestObject());
    }
  }

  private void checkClaims(CompletionRequest request, long size, Checksum made) {
    if (request.size() >= 0 && request.size() != size) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "The provided 'x-amz-mp-object-size' header value "
              + request.size()
              + " does not match what was computed: "
              + size);
    }
    Checksum claimed = request.checksum();
    if (claimed == null) {
      return;
    }
    if (claimed.algorithm() != made.algorithm() || claimed.type() != made.type()) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "The upload's checksum is of another algorithm or type than the request's");
    }
    if (!made.value().equals(claimed.value()) && !made.value().startsWith(claimed.value() + "-")) {
      throw new Refusal(
          ErrorCode.BAD_DIGEST,
          "The " + made.algorithm() + " you specified did not match the calculated checksum.");
    }
  }

  private List<ObjectPart> told(List<Part> parts) {
    List<ObjectPart> told = new ArrayList<>();
    long offset = 0;
    for (Part part : parts) {
      long size = part.content().length();
      Checksum checksum = part.checksum(upload.checksums().algorithm());
      told.add(
          new ObjectPart(part.number(), offset, size, checksum == null ? null : checksum.value()));
      offset += size;
    }
    return told;
  }
}
