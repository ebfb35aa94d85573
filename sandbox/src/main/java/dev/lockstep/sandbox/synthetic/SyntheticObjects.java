package dev.lockstep.sandbox.synthetic;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.content.Content;
import dev.lockstep.sandbox.content.Fingerprint;
import dev.lockstep.sandbox.content.Pattern;
import dev.lockstep.sandbox.content.SyntheticContent;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.AttributeRules;
import dev.lockstep.sandbox.store.CannedAcl;
import dev.lockstep.sandbox.store.History;
import dev.lockstep.sandbox.store.StoredObject;
import dev.lockstep.sandbox.store.StoredObject.ObjectPart;
import dev.lockstep.sandbox.store.Version;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The objects of a synthetic bucket, made when asked for. Those of equal bytes are one object.
final class SyntheticObjects {
  private static final int MOST_KEPT = 20_000;
  private static final int MOST_PARTS = 10_000;
  private static final long MIB = 1L << 20;
  private static final Set<Checksum.Algorithm> CHECKSUM = EnumSet.of(Checksum.Algorithm.CRC64NVME);

  private final SyntheticSpec spec;
  private final Account owner;
  private final Pattern pattern;
  private final Map<SyntheticContent, History> kept = new ConcurrentHashMap<>();

  SyntheticObjects(SyntheticSpec spec, Account owner) {
    this.spec = spec.withAttributes(AttributeRules.checked(spec.attributes()));
    this.owner = owner;
    this.pattern = new Pattern(spec.seed());
  }

  /// The only version of the object of a place.
  History history(long place) {
    SyntheticContent content = content(place);
    History known = kept.get(content);
    if (known == null) {
      StoredObject object = object(content);
      known = History.of(new Version.Stored(VersionId.NULL, spec.modified(), object));
      if (kept.size() < MOST_KEPT) {
        kept.put(content, known);
      }
    }
    return known;
  }

  private SyntheticContent content(long place) {
    long changed = spec.changedEvery();
    boolean other = changed > 0 && place % changed == changed - 1;
    int shift = (int) Scramble.below(spec.variants(), spec.seed(), place);
    shift = shift * (Pattern.PERIOD / spec.variants()) + (other ? 1 : 0);
    long stamp = spec.stamped() ? Scramble.of(spec.seed() ^ (other ? 1 : 0), place) | 1 : 0;
    return new SyntheticContent(pattern, shift, stamp, spec.sizes().size(place));
  }

  private StoredObject object(SyntheticContent content) {
    long size = content.length();
    if (size <= spec.partSize()) {
      Fingerprint whole = content.fingerprint(CHECKSUM);
      return object(content, new ETag(whole.md5Hex()), List.of(), checksum(whole));
    }
    long partSize = Math.max(spec.partSize(), roundedUp((size + MOST_PARTS - 1) / MOST_PARTS));
    List<ObjectPart> parts = new ArrayList<>();
    List<Fingerprint> fingerprints = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    for (long offset = 0; offset < size; offset += partSize) {
      long length = Math.min(partSize, size - offset);
      Fingerprint part = content.slice(offset, length).fingerprint(CHECKSUM);
      parts.add(new ObjectPart(parts.size() + 1, offset, length, base64(part)));
      fingerprints.add(part);
      lengths.add(length);
    }
    Fingerprint whole = Fingerprint.joined(fingerprints, lengths);
    ETag etag = new ETag(whole.md5Hex() + "-" + parts.size());
    return object(content, etag, parts, checksum(whole));
  }

  private static long roundedUp(long bytes) {
    return (bytes + MIB - 1) / MIB * MIB;
  }

  private StoredObject object(
      Content content, ETag etag, List<ObjectPart> parts, Checksum checksum) {
    return new StoredObject(
        content, etag, parts, spec.attributes(), checksum, CannedAcl.privateTo(owner));
  }

  private static Checksum checksum(Fingerprint fingerprint) {
    return new Checksum(
        Checksum.Algorithm.CRC64NVME, Checksum.Type.FULL_OBJECT, base64(fingerprint));
  }

  private static String base64(Fingerprint fingerprint) {
    return Base64.getEncoder()
        .encodeToString(
            Objects.requireNonNull(fingerprint.checksums().get(Checksum.Algorithm.CRC64NVME)));
  }
}
