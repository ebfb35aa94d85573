package dev.lockstep.verify;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds out whether a destination keeps the attributes that it accepts: some answer success and
/// drop them.
///
/// Objects are sorted by what they carry (which headers, metadata of which characters, tags, which
/// class); of each sort some are read back and compared. When all has arrived of the first few, the
/// others of that sort are trusted; once something has not, every further one of the sort is read
/// back, so that each loss is told. A checksum that is dropped is dropped of all objects with one
/// of its kind, so that is told of the others without reading them back. Any thread may call.
public final class AttributeAudit {
  private static final int SAMPLE = 3;

  private final ObjectStore store;
  private final Map<Sort, AtomicInteger> whole = new ConcurrentHashMap<>();
  private final Map<Sort, Boolean> lossy = new ConcurrentHashMap<>();
  private final Set<Kind> droppedChecksums = ConcurrentHashMap.newKeySet();

  public AttributeAudit(ObjectStore store) {
    this.store = store;
  }

  /// An attribute that did not arrive as it was sent.
  ///
  /// @param attribute which
  /// @param detail what was sent and what is there, for people
  public record Loss(Attribute attribute, String detail) {}

  /// What checksums have in common that are kept or dropped alike.
  private record Kind(Checksum.Algorithm algorithm, Checksum.Type type, boolean ofParts) {}

  /// What objects of one sort have in common: they are kept or not kept alike.
  private record Sort(
      Map<ContentHeader, Boolean> headers,
      boolean noMetadata,
      boolean plainMetadataNames,
      boolean plainMetadataValues,
      boolean noTags,
      boolean plainTags,
      boolean marker,
      String storageClass,
      String encryption,
      ObjectLock.@Nullable Mode retention,
      boolean legalHold,
      boolean inParts,
      Set<Kind> checksums) {
    static Sort of(
        ObjectRef object, ObjectAttributes attributes, boolean inParts, Set<Kind> checksums) {
      Map<ContentHeader, Boolean> headers = new EnumMap<>(ContentHeader.class);
      attributes.headers().forEach((header, value) -> headers.put(header, plain(value)));
      Map<String, String> metadata = attributes.userMetadata();
      Map<String, String> tags = attributes.tags();
      return new Sort(
          headers,
          metadata.isEmpty(),
          metadata.keySet().stream().allMatch(name -> name.chars().allMatch(Sort::plainInName)),
          metadata.values().stream().allMatch(Sort::plain),
          tags.isEmpty(),
          tags.entrySet().stream().allMatch(tag -> plain(tag.getKey()) && plain(tag.getValue())),
          object.key().endsWith('/'),
          attributes.storageClass().name(),
          String.valueOf(attributes.encryption()),
          attributes.lock().mode(),
          attributes.lock().legalHold(),
          inParts,
          checksums);
    }

    private static boolean plainInName(int c) {
      return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }

    private static boolean plain(String value) {
      return !value.isEmpty()
          && value.length() <= 256
          && !value.contains("  ")
          && value.chars().allMatch(c -> c >= ' ' && c < 127);
    }
  }

  /// What the destination has lost of an object just written; empty when nothing, or when objects
  /// of this sort are trusted.
  public List<Loss> losses(ObjectRef object, ObjectAttributes intended) {
    return losses(object, intended, List.of(), false);
  }

  /// @param checksums those that the source keeps, of which one is to arrive
  /// @param inParts whether the source was written in parts
  public List<Loss> losses(
      ObjectRef object, ObjectAttributes intended, List<Checksum> checksums, boolean inParts) {
    Set<Kind> kinds =
        checksums.stream()
            .map(checksum -> new Kind(checksum.algorithm(), checksum.type(), inParts))
            .collect(Collectors.toSet());
    Sort sort = Sort.of(object, intended, inParts, kinds);
    AtomicInteger arrived = whole.computeIfAbsent(sort, key -> new AtomicInteger());
    if (!lossy.containsKey(sort) && arrived.get() >= SAMPLE) {
      return kinds.isEmpty() || !droppedChecksums.containsAll(kinds)
          ? List.of()
          : List.of(droppedChecksum(checksums, "as of others"));
    }
    ReadOptions options = checksums.isEmpty() ? ReadOptions.PLAIN : ReadOptions.WITH_CHECKSUMS;
    ObjectHead head = store.headObject(object, options);
    List<Loss> losses = compare(object, intended, head);
    if (losses.isEmpty()) {
      arrived.incrementAndGet();
    } else {
      lossy.put(sort, true);
    }
    if (!checksums.isEmpty() && checksums.stream().noneMatch(head.checksums()::contains)) {
      droppedChecksums.addAll(kinds);
      losses.add(droppedChecksum(checksums, "it is not there"));
    }
    return losses;
  }

  private static Loss droppedChecksum(List<Checksum> checksums, String how) {
    String names =
        checksums.stream()
            .map(checksum -> checksum.algorithm().toString())
            .collect(Collectors.joining(", "));
    return new Loss(Attribute.CHECKSUM, "the checksum " + names + " was not kept: " + how);
  }

  private List<Loss> compare(ObjectRef object, ObjectAttributes intended, ObjectHead head) {
    ObjectAttributes kept = head.attributes();
    List<Loss> losses = new ArrayList<>();
    for (ContentHeader header : intended.headers().keySet()) {
      if (!Objects.equals(intended.header(header), kept.header(header))) {
        Attribute attribute =
            header == ContentHeader.WEBSITE_REDIRECT
                ? Attribute.WEBSITE_REDIRECT
                : Attribute.HEADERS;
        losses.add(
            loss(attribute, header.headerName(), intended.header(header), kept.header(header)));
      }
    }
    intended
        .userMetadata()
        .forEach((name, value) -> {
          if (!value.equals(kept.userMetadata().get(name))) {
            losses.add(loss(Attribute.USER_METADATA, name, value, kept.userMetadata().get(name)));
          }
        });
    if (!intended.tags().isEmpty()) {
      Map<String, String> tags = tags(object);
      if (!intended.tags().equals(tags)) {
        losses.add(loss(Attribute.TAGS, "the tag set", inOrder(intended.tags()), inOrder(tags)));
      }
    }
    if (!keepsEncryption(intended.encryption(), kept.encryption())) {
      losses.add(
          loss(
              Attribute.ENCRYPTION,
              "encryption",
              intended.encryption() == null ? null : intended.encryption().words(),
              kept.encryption() == null ? null : kept.encryption().words()));
    }
    if (!keepsLock(intended.lock(), kept.lock())) {
      losses.add(
          loss(
              Attribute.OBJECT_LOCK,
              "object lock",
              intended.lock().words(),
              kept.lock().isNone() ? null : kept.lock().words()));
    }
    if (!kept.storageClass().equals(intended.storageClass())) {
      losses.add(
          loss(
              Attribute.STORAGE_CLASS,
              "storage class",
              intended.storageClass().name(),
              kept.storageClass().name()));
    }
    return losses;
  }

  /// @return null where the store can't tell them, and so keeps none
  private @Nullable Map<String, String> tags(ObjectRef object) {
    try {
      return store.fetchTags(object);
    } catch (StoreException e) {
      if (!e.failure().refusal()) {
        throw e;
      }
      return null;
    }
  }

  private static @Nullable String inOrder(@Nullable Map<String, String> tags) {
    return tags == null ? null : new TreeMap<>(tags).toString();
  }

  /// A key is told by its full name whatever it was asked for by.
  private static boolean keepsEncryption(@Nullable Encryption intended, @Nullable Encryption kept) {
    if (intended == null) {
      return true;
    }
    return kept != null
        && kept.algorithm().equals(intended.algorithm())
        && (intended.keyId() == null
            || kept.keyId() != null && kept.keyId().endsWith(intended.keyId()));
  }

  /// A bucket may lock for longer, or what was to be held only. Some stores tell whole seconds.
  private static boolean keepsLock(ObjectLock intended, ObjectLock kept) {
    if (intended.legalHold() && !kept.legalHold()) {
      return false;
    }
    Instant until = intended.retainUntil();
    if (until == null) {
      return true;
    }
    Instant end = kept.retainUntil();
    return end != null
        && kept.mode() == intended.mode()
        && !end.isBefore(until.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Loss loss(
      Attribute attribute, String name, @Nullable String sent, @Nullable String kept) {
    return new Loss(
        attribute,
        name + " was '" + sent + "' and is " + (kept == null ? "not there" : "'" + kept + "'"));
  }
}
