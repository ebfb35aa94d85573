package dev.lockstep.verify;

import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// One object that carries all that is to be tried: where a store keeps it, a few requests answer
/// many questions. What did not come back is tried alone, since one may have spoilt another.
final class CarriedAttributes {
  /// A header, and a value that no store sets by itself.
  record Header(ContentHeader header, String value) {}

  /// An `x-amz-meta-` header.
  record Metadata(String name, String value) {}

  static final Map<String, String> TAGS = Map.of("lockstep", "probe");

  static final Map<Capability, Header> HEADERS = Collections.unmodifiableMap(headers());
  static final Map<Capability, Metadata> METADATA = Collections.unmodifiableMap(metadata());

  private final ProbeArea area;

  CarriedAttributes(ProbeArea area) {
    this.area = area;
  }

  private static Map<Capability, Header> headers() {
    Map<Capability, Header> all = new EnumMap<>(Capability.class);
    all.put(
        Capability.CACHE_CONTROL, new Header(ContentHeader.CACHE_CONTROL, "max-age=7, no-cache"));
    all.put(
        Capability.CONTENT_DISPOSITION,
        new Header(ContentHeader.CONTENT_DISPOSITION, "attachment; filename=\"a probe\""));
    all.put(Capability.CONTENT_ENCODING, new Header(ContentHeader.CONTENT_ENCODING, "x-lockstep"));
    all.put(Capability.CONTENT_LANGUAGE, new Header(ContentHeader.CONTENT_LANGUAGE, "de-CH"));
    all.put(
        Capability.CONTENT_TYPE,
        new Header(ContentHeader.CONTENT_TYPE, "application/x-lockstep-probe"));
    all.put(Capability.EXPIRES, new Header(ContentHeader.EXPIRES, "Wed, 21 Oct 2026 07:28:00 GMT"));
    all.put(Capability.WEBSITE_REDIRECT, new Header(ContentHeader.WEBSITE_REDIRECT, "/elsewhere"));
    return all;
  }

  private static Map<Capability, Metadata> metadata() {
    Map<Capability, Metadata> all = new EnumMap<>(Capability.class);
    all.put(Capability.USER_METADATA, new Metadata("probe", "a value"));
    all.put(Capability.USER_METADATA_EMPTY, new Metadata("probe-empty", ""));
    all.put(Capability.USER_METADATA_UTF8, new Metadata("probe-utf8", octets("ü漢")));
    all.put(Capability.USER_METADATA_UNDERSCORE, new Metadata("a_probe", "1"));
    return all;
  }

  /// Text as headers carry it: each `char` is a byte.
  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /// Writes the object, which also shows whether writing is allowed, and reads it back.
  ///
  /// @return those that came back; what is missing may yet be kept alone
  /// @throws StoreException when not even an object that carries nothing can be written
  Set<Capability> kept(Set<Capability> wanted) {
    ObjectAttributes carried = carried(wanted);
    if (carried.equals(ObjectAttributes.NONE)) {
      area.put("allowed");
      return Set.of();
    }
    try {
      area.put("carried", carried, WriteOptions.PLAIN);
    } catch (StoreException e) {
      area.put("allowed");
      return Set.of();
    }
    Set<Capability> kept = EnumSet.noneOf(Capability.class);
    try {
      ObjectAttributes back =
          area.store().headObject(area.object("carried"), ReadOptions.PLAIN).attributes();
      HEADERS.forEach((capability, it) -> {
        if (wanted.contains(capability) && it.value().equals(back.header(it.header()))) {
          kept.add(capability);
        }
      });
      METADATA.forEach((capability, it) -> {
        if (wanted.contains(capability) && it.value().equals(back.userMetadata().get(it.name()))) {
          kept.add(capability);
        }
      });
      if (wanted.contains(Capability.TAGS)
          && area.store().fetchTags(area.object("carried")).equals(TAGS)) {
        kept.add(Capability.TAGS);
      }
    } catch (StoreException e) {
      // Each is tried alone, and that tells why.
    }
    return kept;
  }

  private static ObjectAttributes carried(Set<Capability> wanted) {
    Map<ContentHeader, String> headers = new EnumMap<>(ContentHeader.class);
    HEADERS.forEach((capability, it) -> {
      if (wanted.contains(capability)) {
        headers.put(it.header(), it.value());
      }
    });
    Map<String, String> metadata = new TreeMap<>();
    METADATA.forEach((capability, it) -> {
      if (wanted.contains(capability)) {
        metadata.put(it.name(), it.value());
      }
    });
    return ObjectAttributes.NONE
        .withHeaders(headers)
        .withUserMetadata(metadata)
        .withTags(wanted.contains(Capability.TAGS) ? TAGS : Map.of());
  }
}
