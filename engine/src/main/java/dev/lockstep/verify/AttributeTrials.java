package dev.lockstep.verify;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.RunningChecksum;
import dev.lockstep.object.StorageClass;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a store keeps of what it accepts with an object: written, and read back.
final class AttributeTrials {
  private static final StorageClass RARELY_READ = new StorageClass("STANDARD_IA");

  /// Long enough to be read back, and over soon where a trial object can't be removed.
  private static final Duration LOCKED = Duration.ofSeconds(30);

  private final ProbeArea area;

  AttributeTrials(ProbeArea area) {
    this.area = area;
  }

  Map<Capability, Trial> all() {
    Map<Capability, Trial> all = new EnumMap<>(Capability.class);
    for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
      all.put(capability(algorithm), () -> checksum(algorithm));
    }
    all.put(Capability.CHECKSUM_VERIFIED, this::wrongChecksum);
    all.put(Capability.TAGS, this::tags);
    CarriedAttributes.METADATA.forEach((capability, metadata) ->
        all.put(capability, () -> metadata(capability.optionName(), metadata)));
    CarriedAttributes.HEADERS.forEach(
        (capability, header) -> all.put(capability, () -> header(capability.optionName(), header)));
    all.put(Capability.STORAGE_CLASS, this::storageClass);
    all.put(Capability.ENCRYPTION, this::encryption);
    all.put(Capability.ACL, this::acl);
    all.put(Capability.OBJECT_LOCK, this::objectLock);
    return all;
  }

  static Capability capability(Checksum.Algorithm algorithm) {
    return switch (algorithm) {
      case CRC64NVME -> Capability.CHECKSUM_CRC64NVME;
      case CRC32C -> Capability.CHECKSUM_CRC32C;
      case CRC32 -> Capability.CHECKSUM_CRC32;
      case SHA256 -> Capability.CHECKSUM_SHA256;
      case SHA1 -> Capability.CHECKSUM_SHA1;
    };
  }

  private ObjectHead head(String name) {
    return area.store().headObject(area.object(name), ReadOptions.WITH_CHECKSUMS);
  }

  private Trial.Seen checksum(Checksum.Algorithm algorithm) {
    String name = "checksum-" + algorithm;
    Checksum sent = RunningChecksum.of(algorithm, ByteBuffer.wrap(ProbeArea.BYTES));
    area.put(name, ObjectAttributes.NONE, WriteOptions.PLAIN.checksum(sent));
    return Trial.Seen.kept(head(name).checksums().contains(sent));
  }

  /// Sent as a stream, which is sent once: what must fail is not to be tried again.
  private Trial.Seen wrongChecksum() {
    Checksum ofOther = RunningChecksum.of(Checksum.Algorithm.CRC32C, ByteBuffer.allocate(1));
    ObjectBody body =
        new ObjectBody.Streamed(
            Channels.newChannel(new ByteArrayInputStream(ProbeArea.BYTES)), ProbeArea.BYTES.length);
    try {
      area.put("wrong-checksum", ObjectAttributes.NONE, body, WriteOptions.PLAIN.checksum(ofOther));
      return Trial.Seen.no("ignored: bytes were taken that the CRC32C is not of");
    } catch (StoreException e) {
      return switch (e.failure()) {
        case StoreFailure.Corrupted _, StoreFailure.Refused _ ->
            Trial.Seen.yes("a wrong CRC32C was refused: " + e.failure().detail().code());
        case StoreFailure _ -> throw e;
      };
    }
  }

  private Trial.Seen tags() {
    Map<String, String> tags = CarriedAttributes.TAGS;
    area.put("tags", ObjectAttributes.NONE.withTags(tags), WriteOptions.PLAIN);
    return Trial.Seen.kept(area.store().fetchTags(area.object("tags")).equals(tags));
  }

  private Trial.Seen metadata(String object, CarriedAttributes.Metadata metadata) {
    Map<String, String> sent = Map.of(metadata.name(), metadata.value());
    area.put(object, ObjectAttributes.NONE.withUserMetadata(sent), WriteOptions.PLAIN);
    return Trial.Seen.kept(head(object).attributes().userMetadata().equals(sent));
  }

  private Trial.Seen header(String object, CarriedAttributes.Header header) {
    Map<ContentHeader, String> sent = Map.of(header.header(), header.value());
    area.put(object, ObjectAttributes.NONE.withHeaders(sent), WriteOptions.PLAIN);
    return Trial.Seen.kept(
        header.value().equals(head(object).attributes().header(header.header())));
  }

  private Trial.Seen storageClass() {
    area.put("class", ObjectAttributes.NONE.withStorageClass(RARELY_READ), WriteOptions.PLAIN);
    return Trial.Seen.kept(head("class").attributes().storageClass().equals(RARELY_READ));
  }

  private Trial.Seen encryption() {
    ObjectAttributes encrypted = ObjectAttributes.NONE.withEncryption(Encryption.SSE_S3);
    area.put("encryption", encrypted, WriteOptions.PLAIN);
    Encryption kept = head("encryption").attributes().encryption();
    return Trial.Seen.kept(kept != null && kept.algorithm().equals(Encryption.SSE_S3.algorithm()));
  }

  /// In a bucket that says that it locks nothing, nothing is tried. In another one an object is
  /// locked so that the lock ends by itself, whatever becomes of this process: by a retention that
  /// the bucket's owner may lift, of half a minute by the store's own clock.
  private Trial.Seen objectLock() {
    try {
      if (!area.store().locksObjects(area.bucket())) {
        return Trial.Seen.no("the bucket was made without object lock");
      }
    } catch (StoreException e) {
      if (!(e.failure() instanceof StoreFailure.Denied)) {
        throw e;
      }
    }
    area.put("unlocked");
    Instant until = head("unlocked").lastModified().plus(LOCKED);
    ObjectLock sent = ObjectLock.retention(ObjectLock.Mode.GOVERNANCE, until);
    area.put("locked", ObjectAttributes.NONE.withLock(sent), WriteOptions.PLAIN);
    try {
      return Trial.Seen.kept(head("locked").attributes().lock().equals(sent));
    } finally {
      area.removeRetained("locked", until);
    }
  }

  /// Gives the owner a right that the owner has anyway: nobody else is let in, not for a moment.
  private Trial.Seen acl() {
    area.put("acl");
    AccessControl before = area.store().fetchAcl(area.object("acl"));
    if (before.ownerId().isEmpty()) {
      return Trial.Seen.no("it tells no owner");
    }
    AccessControl.Grantee owner = new AccessControl.Grantee.CanonicalUser(before.ownerId());
    List<AccessControl.Grant> grants = new ArrayList<>();
    grants.add(new AccessControl.Grant(owner, "FULL_CONTROL"));
    grants.add(new AccessControl.Grant(owner, "READ"));
    area.store().putAcl(area.object("acl"), new AccessControl(before.ownerId(), grants));
    List<AccessControl.Grant> kept = area.store().fetchAcl(area.object("acl")).grants();
    return Trial.Seen.kept(kept.containsAll(grants));
  }
}
