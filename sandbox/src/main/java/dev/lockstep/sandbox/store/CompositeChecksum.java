package dev.lockstep.sandbox.store;

import dev.lockstep.object.Checksum;
import dev.lockstep.sandbox.content.Fingerprint;
import dev.lockstep.sandbox.store.Upload.ChecksumChoice;
import dev.lockstep.sandbox.store.Upload.Part;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/// The checksum of an object that was written in parts.
final class CompositeChecksum {
  private CompositeChecksum() {}

  static Checksum of(ChecksumChoice choice, List<Part> parts, Fingerprint whole) {
    return switch (choice.type()) {
      case FULL_OBJECT -> ObjectWrites.checksum(whole, choice.algorithm());
      case COMPOSITE -> composite(choice.algorithm(), parts);
    };
  }

  /// The checksum of the parts' checksums, and their number.
  private static Checksum composite(Checksum.Algorithm algorithm, List<Part> parts) {
    ByteArrayOutputStream digests = new ByteArrayOutputStream();
    int expected = 1;
    for (Part part : parts) {
      if (part.number() != expected++) {
        throw new Refusal(
            ErrorCode.INVALID_REQUEST,
            "The parts of an upload with a composite checksum must be numbered from 1 without"
                + " gaps");
      }
      digests.writeBytes(Objects.requireNonNull(part.fingerprint().checksums().get(algorithm)));
    }
    Fingerprint ofDigests = Fingerprint.of(digests.toByteArray(), EnumSet.of(algorithm));
    Checksum full = ObjectWrites.checksum(ofDigests, algorithm);
    return new Checksum(algorithm, Checksum.Type.COMPOSITE, full.value() + "-" + parts.size());
  }
}
