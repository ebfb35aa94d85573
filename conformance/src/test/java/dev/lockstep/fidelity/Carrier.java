package dev.lockstep.fidelity;

import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.in;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.AccessControl.Grant;
import dev.lockstep.endpoint.AccessControl.Grantee;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ETag;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.RunningChecksum;
import dev.lockstep.object.StorageClass;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An object that carries one thing that may be lost, and an oracle that reads both stores to see
/// whether it is there.
///
/// @param name of the row in the docs
/// @param attribute what it belongs to
/// @param writer writes the object at the source
/// @param kept whether the copy has what the object has
/// @param locking whether it goes to a bucket that was made for locks
record Carrier(String name, Attribute attribute, Writer writer, Oracle kept, boolean locking) {
  private static final byte[] BYTES = "what is carried".getBytes(StandardCharsets.US_ASCII);
  private static final int PART = 5 << 20;
  private static final Grantee EVERYBODY =
      new Grantee.Group("http://acs.amazonaws.com/groups/global/AllUsers");

  private Carrier(String name, Attribute attribute, Writer writer, Oracle kept) {
    this(name, attribute, writer, kept, false);
  }

  /// Writes an object.
  @FunctionalInterface
  interface Writer {
    void write(ObjectStore store, ObjectRef object);
  }

  /// Looks at both.
  @FunctionalInterface
  interface Oracle {
    boolean same(ObjectStore source, ObjectRef object, ObjectStore destination, ObjectRef copy);
  }

  /// Whether the copy lacks it. What can't be asked for is not there.
  boolean isLost(ObjectStore source, String key, ObjectStore destination, ObjectRef copy) {
    try {
      return !kept.same(source, in(SRC, key), destination, copy);
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing || e.failure().refusal()) {
        return true;
      }
      throw e;
    }
  }

  static List<Carrier> all() {
    List<Carrier> all = new ArrayList<>();
    all.add(header(ContentHeader.CONTENT_TYPE, "text/x-carried; charset=utf-8"));
    all.add(header(ContentHeader.CONTENT_ENCODING, "x-carried"));
    all.add(header(ContentHeader.CONTENT_LANGUAGE, "de-CH"));
    all.add(header(ContentHeader.CONTENT_DISPOSITION, "attachment; filename=\"a b\""));
    all.add(header(ContentHeader.CACHE_CONTROL, "max-age=60, no-transform"));
    all.add(header(ContentHeader.EXPIRES, "Wed, 21 Oct 2026 07:28:00 GMT"));
    all.add(header(ContentHeader.WEBSITE_REDIRECT, "/elsewhere"));
    all.add(metadata("user metadata", "colour", "blue green"));
    all.add(metadata("user metadata with an empty value", "empty", ""));
    all.add(metadata("user metadata beyond ASCII", "name", octets("Zürich 漢")));
    all.add(metadata("user metadata with `_` in its name", "the_colour", "blue"));
    all.add(tags("tags", Map.of("team", "blue", "cost center", "7")));
    all.add(tags("tags beyond ASCII", Map.of("team", "Zürich")));
    all.add(storageClass("STANDARD_IA"));
    all.add(storageClass("REDUCED_REDUNDANCY"));
    all.add(
        new Carrier("encryption asked for, SSE-S3", Attribute.ENCRYPTION, plain(), encrypted()));
    all.add(
        new Carrier("ACL that lets everybody read", Attribute.ACL, Carrier::readByAll, listed()));
    for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
      all.add(checksum(algorithm));
    }
    all.add(
        new Carrier("part layout, and thereby the ETag", Attribute.PART_LAYOUT, parts(), etag()));
    all.add(
        new Carrier(
            "tags of an object in parts",
            Attribute.TAGS,
            (store, object) ->
                TwoBuckets.putParts(
                    store, object, ObjectAttributes.NONE.withTags(Map.of("a", "b")), PART, 1000),
            sameTags()));
    all.add(lock("retention, mode GOVERNANCE", retention()));
    all.add(lock("retention, mode COMPLIANCE, and a legal hold", complianceAndHold()));
    all.add(
        new Carrier(
            "legal hold of an object in parts",
            Attribute.OBJECT_LOCK,
            (store, object) ->
                TwoBuckets.putParts(
                    store, object, ObjectAttributes.NONE.withLock(ObjectLock.HOLD), PART, 1000),
            sameLock(),
            true));
    all.add(
        new Carrier(
            "legal hold, to a bucket made without object lock",
            Attribute.OBJECT_LOCK,
            with(ObjectAttributes.NONE.withLock(ObjectLock.HOLD)),
            sameLock()));
    return all;
  }

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static Writer with(ObjectAttributes attributes) {
    return (store, object) ->
        store.putObject(object, attributes, ObjectBody.of(BYTES), WriteOptions.PLAIN);
  }

  private static Writer plain() {
    return with(ObjectAttributes.NONE);
  }

  private static ObjectHead head(ObjectStore store, ObjectRef object) {
    return store.headObject(object, ReadOptions.WITH_CHECKSUMS);
  }

  private static Carrier header(ContentHeader header, String value) {
    Attribute attribute =
        header == ContentHeader.WEBSITE_REDIRECT ? Attribute.WEBSITE_REDIRECT : Attribute.HEADERS;
    String name =
        header == ContentHeader.WEBSITE_REDIRECT ? "website redirect" : header.headerName();
    return new Carrier(
        name,
        attribute,
        with(ObjectAttributes.NONE.withHeaders(Map.of(header, value))),
        (_, _, there, copy) -> value.equals(head(there, copy).attributes().header(header)));
  }

  private static Carrier metadata(String row, String name, String value) {
    return new Carrier(
        row,
        Attribute.USER_METADATA,
        with(ObjectAttributes.NONE.withUserMetadata(Map.of(name, value))),
        (_, _, there, copy) ->
            value.equals(head(there, copy).attributes().userMetadata().get(name)));
  }

  private static Carrier tags(String row, Map<String, String> tags) {
    return new Carrier(row, Attribute.TAGS, with(ObjectAttributes.NONE.withTags(tags)), sameTags());
  }

  /// Is over soon, as what is locked stays at a server that is not ours.
  private static ObjectLock retention() {
    return ObjectLock.retention(Mode.GOVERNANCE, inAWhile());
  }

  private static ObjectLock complianceAndHold() {
    return ObjectLock.retention(Mode.COMPLIANCE, inAWhile()).withLegalHold(true);
  }

  private static Instant inAWhile() {
    return InstantSource.system()
        .instant()
        .plus(Duration.ofMinutes(10))
        .truncatedTo(ChronoUnit.SECONDS);
  }

  private static Carrier lock(String row, ObjectLock lock) {
    return new Carrier(
        row, Attribute.OBJECT_LOCK, with(ObjectAttributes.NONE.withLock(lock)), sameLock(), true);
  }

  private static Oracle sameLock() {
    return (here, object, there, copy) ->
        head(here, object).attributes().lock().equals(head(there, copy).attributes().lock());
  }

  private static Oracle sameTags() {
    return (here, object, there, copy) -> here.fetchTags(object).equals(there.fetchTags(copy));
  }

  private static Carrier storageClass(String name) {
    StorageClass wanted = new StorageClass(name);
    return new Carrier(
        "storage class " + name,
        Attribute.STORAGE_CLASS,
        with(ObjectAttributes.NONE.withStorageClass(wanted)),
        (_, _, there, copy) -> head(there, copy).attributes().storageClass().equals(wanted));
  }

  private static Oracle encrypted() {
    return (_, _, there, copy) -> {
      Encryption told = head(there, copy).attributes().encryption();
      return told != null && told.algorithm().equals(Encryption.SSE_S3.algorithm());
    };
  }

  private static void readByAll(ObjectStore store, ObjectRef object) {
    plain().write(store, object);
    AccessControl acl = store.fetchAcl(object);
    List<Grant> grants = new ArrayList<>(acl.grants());
    grants.add(new Grant(EVERYBODY, "READ"));
    store.putAcl(object, new AccessControl(acl.ownerId(), grants));
  }

  private static Oracle listed() {
    return (_, _, there, copy) ->
        there.fetchAcl(copy).grants().contains(new Grant(EVERYBODY, "READ"));
  }

  private static Carrier checksum(Checksum.Algorithm algorithm) {
    Checksum sent = RunningChecksum.of(algorithm, ByteBuffer.wrap(BYTES));
    return new Carrier(
        "checksum " + algorithm,
        Attribute.CHECKSUM,
        (store, object) ->
            store.putObject(
                object,
                ObjectAttributes.NONE,
                ObjectBody.of(BYTES),
                WriteOptions.PLAIN.checksum(sent)),
        (_, _, there, copy) -> head(there, copy).checksums().contains(sent));
  }

  private static Writer parts() {
    return (store, object) ->
        TwoBuckets.putParts(store, object, ObjectAttributes.NONE, PART, PART + 1000, 1000);
  }

  private static Oracle etag() {
    return (here, object, there, copy) -> {
      ETag one = head(here, object).etag();
      return one != null && one.equals(head(there, copy).etag());
    };
  }
}
