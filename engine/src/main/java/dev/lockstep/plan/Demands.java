package dev.lockstep.plan;

import dev.lockstep.copy.CopySettings;
import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.AccessControl.Grant;
import dev.lockstep.endpoint.AccessControl.Grantee;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.StorageClass;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a run's objects must arrive with, and the capabilities of the destination on which that
/// hangs.
///
/// @param demanded each capability that is needed, by the attribute that needs it
public record Demands(Map<Capability, Attribute> demanded) {
  private static final StorageClass RARELY_READ = new StorageClass("STANDARD_IA");

  /// What an object that is to be copied carries.
  ///
  /// @param attributes of the source, in the class that is to be written
  /// @param tagged whether it has tags
  /// @param acl null where nobody asks for it
  public record Carried(
      ObjectAttributes attributes,
      boolean tagged,
      List<Checksum> checksums,
      @Nullable AccessControl acl) {
    public Carried {
      checksums = List.copyOf(checksums);
    }

    /// The same without a retention that has passed: it locks nothing.
    public Carried at(Instant now) {
      return new Carried(attributes.withLock(attributes.lock().at(now)), tagged, checksums, acl);
    }

    /// What a listing tells.
    public static Carried listed(StorageClass written) {
      return new Carried(ObjectAttributes.NONE.withStorageClass(written), false, List.of(), null);
    }

    public static Carried of(
        ObjectHead head, StorageClass written, boolean tagged, @Nullable AccessControl acl) {
      return new Carried(
          head.attributes().withStorageClass(written), tagged, head.checksums(), acl);
    }
  }

  /// For each capability, which objects need it.
  private static final Map<Capability, Predicate<Carried>> NEED = new EnumMap<>(Capability.class);

  private static final Map<Capability, Attribute> ATTRIBUTES = new EnumMap<>(Capability.class);

  static {
    header(Capability.CACHE_CONTROL, ContentHeader.CACHE_CONTROL);
    header(Capability.CONTENT_DISPOSITION, ContentHeader.CONTENT_DISPOSITION);
    header(Capability.CONTENT_ENCODING, ContentHeader.CONTENT_ENCODING);
    header(Capability.CONTENT_LANGUAGE, ContentHeader.CONTENT_LANGUAGE);
    header(Capability.CONTENT_TYPE, ContentHeader.CONTENT_TYPE);
    header(Capability.EXPIRES, ContentHeader.EXPIRES);
    header(Capability.WEBSITE_REDIRECT, ContentHeader.WEBSITE_REDIRECT);
    metadata(Capability.USER_METADATA, metadata -> !metadata.isEmpty());
    metadata(Capability.USER_METADATA_EMPTY, metadata -> metadata.containsValue(""));
    metadata(
        Capability.USER_METADATA_UTF8,
        metadata -> metadata.values().stream().anyMatch(Demands::beyondAscii));
    metadata(
        Capability.USER_METADATA_UNDERSCORE,
        metadata -> metadata.keySet().stream().anyMatch(name -> name.indexOf('_') >= 0));
    need(Capability.TAGS, Attribute.TAGS, Carried::tagged);
    need(
        Capability.STORAGE_CLASS,
        Attribute.STORAGE_CLASS,
        it -> it.attributes().storageClass().equals(RARELY_READ));
    need(Capability.OBJECT_LOCK, Attribute.OBJECT_LOCK, it -> !it.attributes().lock().isNone());
    need(Capability.ENCRYPTION, Attribute.ENCRYPTION, _ -> true);
    need(Capability.ACL, Attribute.ACL, it -> it.acl() != null && grantsMore(it.acl()));
    checksum(Capability.CHECKSUM_CRC64NVME, Checksum.Algorithm.CRC64NVME);
    checksum(Capability.CHECKSUM_CRC32C, Checksum.Algorithm.CRC32C);
    checksum(Capability.CHECKSUM_CRC32, Checksum.Algorithm.CRC32);
    checksum(Capability.CHECKSUM_SHA256, Checksum.Algorithm.SHA256);
    checksum(Capability.CHECKSUM_SHA1, Checksum.Algorithm.SHA1);
  }

  public Demands {
    Map<Capability, Attribute> sorted = new EnumMap<>(Capability.class);
    sorted.putAll(demanded);
    demanded = Collections.unmodifiableMap(sorted);
  }

  private static void need(Capability capability, Attribute attribute, Predicate<Carried> objects) {
    NEED.put(capability, objects);
    ATTRIBUTES.put(capability, attribute);
  }

  private static void header(Capability capability, ContentHeader header) {
    Attribute attribute =
        header == ContentHeader.WEBSITE_REDIRECT ? Attribute.WEBSITE_REDIRECT : Attribute.HEADERS;
    need(capability, attribute, it -> it.attributes().header(header) != null);
  }

  private static void metadata(Capability capability, Predicate<Map<String, String>> objects) {
    need(capability, Attribute.USER_METADATA, it -> objects.test(it.attributes().userMetadata()));
  }

  private static void checksum(Capability capability, Checksum.Algorithm algorithm) {
    need(
        capability,
        Attribute.CHECKSUM,
        it -> it.checksums().stream().anyMatch(kept -> kept.algorithm() == algorithm));
  }

  private static boolean beyondAscii(String value) {
    return value.chars().anyMatch(c -> c > 126);
  }

  /// Whether somebody besides the owner is let in, which a list that is set by itself does not say.
  private static boolean grantsMore(AccessControl acl) {
    return acl.grants().stream()
        .map(Grant::grantee)
        .anyMatch(grantee ->
            !(grantee instanceof Grantee.CanonicalUser user && user.id().equals(acl.ownerId())));
  }

  /// What the settings demand. Within one store, what an object carries is kept, since it was; only
  /// what was asked for anew is a question. Of the classes the record knows one alone, and of
  /// encryptions the one without a key: the others are found out by writing.
  public static Demands of(CopySettings settings, boolean withinStore) {
    Map<Capability, Attribute> demanded = new EnumMap<>(Capability.class);
    ATTRIBUTES.forEach((capability, attribute) -> {
      boolean asked =
          switch (attribute) {
            case ENCRYPTION -> Encryption.SSE_S3.equals(settings.encryption());
            case STORAGE_CLASS ->
                settings.storageClass() == null
                    ? !withinStore
                    : settings.storageClass().equals(RARELY_READ);
            case HEADERS,
                USER_METADATA,
                TAGS,
                WEBSITE_REDIRECT,
                CHECKSUM,
                PART_LAYOUT,
                ACL,
                OBJECT_LOCK ->
                !withinStore;
          };
      if (asked && settings.demands(attribute)) {
        demanded.put(capability, attribute);
      }
    });
    return new Demands(demanded);
  }

  public Set<Capability> capabilities() {
    return demanded.keySet();
  }

  /// What needs this capability.
  ///
  /// @throws IllegalArgumentException when nothing does
  public Attribute attribute(Capability capability) {
    Attribute attribute = demanded.get(capability);
    if (attribute == null) {
      throw new IllegalArgumentException("Nothing demands " + capability);
    }
    return attribute;
  }

  /// Those that the destination is known to lack.
  public Demands lackedBy(Capabilities destination) {
    Map<Capability, Attribute> lacked = new EnumMap<>(Capability.class);
    demanded.forEach((capability, attribute) -> {
      if (destination.of(capability) == Answer.NO) {
        lacked.put(capability, attribute);
      }
    });
    return new Demands(lacked);
  }

  /// All but those of this attribute.
  public Demands without(Attribute attribute) {
    Map<Capability, Attribute> others = new EnumMap<>(Capability.class);
    demanded.forEach((capability, of) -> {
      if (of != attribute) {
        others.put(capability, of);
      }
    });
    return new Demands(others);
  }

  public boolean areNone() {
    return demanded.isEmpty();
  }

  /// Whether a listing tells all that is needed to see which objects are concerned.
  public boolean listingsTellEnough() {
    return demanded.values().stream()
        .allMatch(it -> it == Attribute.ENCRYPTION || it == Attribute.STORAGE_CLASS);
  }

  public boolean include(Attribute attribute) {
    return demanded.containsValue(attribute);
  }

  /// The capabilities that this object would need.
  public Set<Capability> neededBy(Carried object) {
    Set<Capability> needed = EnumSet.noneOf(Capability.class);
    for (Capability capability : demanded.keySet()) {
      Predicate<Carried> need = NEED.get(capability);
      if (need != null && need.test(object)) {
        needed.add(capability);
      }
    }
    return needed;
  }
}
