package dev.lockstep.copy;

import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.OriginMetadata;
import dev.lockstep.object.StorageClass;
import dev.lockstep.telemetry.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The ways in which an object can travel, and which of them fits it. Any thread may call.
final class CopyWays {
  private static final String OTHER_PARTS = "no object in these parts can have the same";

  private final ObjectStore source;
  private final ObjectStore destination;
  private final CopySettings settings;
  private final BufferPool buffers;
  private final MultipartCopy multipart;
  private final TargetGuard guard;
  private final Progress progress;
  private final InstantSource clock;
  private final SourceLocks sourceLocks;
  private final AttributeTransfer transfer;
  private final StoreLimits limits;
  private final boolean withinStore;

  CopyWays(
      ObjectStore source,
      ObjectStore destination,
      CopySettings settings,
      BufferPool buffers,
      MultipartCopy multipart,
      TargetGuard guard,
      Progress progress,
      InstantSource clock,
      SourceLocks sourceLocks) {
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.buffers = buffers;
    this.multipart = multipart;
    this.guard = guard;
    this.progress = progress;
    this.clock = clock;
    this.sourceLocks = sourceLocks;
    this.transfer = new AttributeTransfer(source, sourceLocks, settings, clock);
    this.limits = destination.limits();
    this.withinStore = destination.canCopyFrom(source);
  }

  /// The same ways for copies that leave some attributes behind.
  CopyWays without(Set<Attribute> attributes) {
    Fidelity fidelity = settings.fidelity();
    for (Attribute attribute : attributes) {
      fidelity = fidelity.with(attribute, Fidelity.Level.IGNORE);
    }
    CopySettings left = settings.with(fidelity);
    return new CopyWays(
        source,
        destination,
        attributes.contains(Attribute.USER_METADATA) ? left.withoutOriginMetadata() : left,
        buffers,
        multipart,
        guard,
        progress,
        clock,
        sourceLocks);
  }

  CopyOutcome copy(CopyRequest request) {
    CopyMethod method =
        CopyMethod.of(request.size(), request.sourceParts(), settings, limits, withinStore);
    CopyOutcome outcome =
        switch (method) {
          case SERVER_COPY -> serverCopy(request);
          case RELAY_BUFFERED -> buffered(request);
          case RELAY_STREAMED -> streamed(request);
          case SERVER_COPY_PARTS, RELAY_PARTS -> parts(request, method);
        };
    return outcome instanceof Copied copied && lacksOrigin(copied)
        ? copied.withNote(OriginMetadata.NO_ROOM)
        : outcome;
  }

  private boolean lacksOrigin(Copied copied) {
    return settings.originMetadata()
        && copied.intended() != null
        && !OriginMetadata.isIn(copied.intended().userMetadata());
  }

  private CopyOutcome serverCopy(CopyRequest request) {
    ObjectAttributes replacement = replacement(request);
    ObjectLock lock = replacement == null ? lockOf(request) : replacement.lock();
    StorageClass storageClass = transfer.storageClass(request.storageClass());
    WriteReceipt receipt =
        guard
            .write(
                request,
                TargetGuard.Way.COPY,
                WriteOptions.PLAIN,
                request::ownEtags,
                write ->
                    destination.copyObject(
                        request.source(),
                        request.target(),
                        new CopyOptions(
                            request.etag(),
                            replacement,
                            storageClass,
                            settings.encryption(),
                            lock,
                            write)))
            .receipt();
    progress.wrote(request.size());
    ObjectAttributes said =
        ObjectAttributes.NONE
            .withStorageClass(storageClass)
            .withEncryption(settings.encryption())
            .withLock(lock);
    return new Copied(
        CopyMethod.SERVER_COPY,
        request.size(),
        request.etag(),
        sourceHidesMd5(request, receipt),
        List.of(),
        replacement == null ? said : replacement,
        receipt,
        List.of());
  }

  /// Nobody has looked at the source; where the copy has another digest, it is asked whether its
  /// own is none.
  private boolean sourceHidesMd5(CopyRequest request, WriteReceipt receipt) {
    ETag etag = request.etag();
    return etag != null
        && etag.kind() == ETag.Kind.MD5
        && !etag.equals(receipt.etag())
        && source.headObject(request.source(), ReadOptions.PLAIN.ifMatch(etag)).hidesMd5();
  }

  /// A store copies headers, user metadata and tags by itself, and never the website redirect. When
  /// something else is wanted, all is read and said anew.
  private @Nullable ObjectAttributes replacement(CopyRequest request) {
    Fidelity fidelity = settings.fidelity();
    boolean asStoresDo =
        fidelity.wants(Attribute.HEADERS)
            && fidelity.wants(Attribute.USER_METADATA)
            && fidelity.wants(Attribute.TAGS)
            && !fidelity.demands(Attribute.WEBSITE_REDIRECT)
            && !settings.originMetadata();
    if (asStoresDo) {
      return null;
    }
    return transfer.ofHead(request, headOf(request));
  }

  private ObjectHead headOf(CopyRequest request) {
    return source.headObject(request.source(), ReadOptions.PLAIN.ifMatch(request.etag()));
  }

  /// No store takes a lock along by itself: where there may be one, the source is looked at.
  private ObjectLock lockOf(CopyRequest request) {
    boolean asked =
        settings.fidelity().wants(Attribute.OBJECT_LOCK)
            && sourceLocks.of(request.source().bucket()) != SourceLocks.Answer.LOCKS_NOTHING;
    return asked ? transfer.lock(sourceLocks.ofHead(request, headOf(request))) : ObjectLock.NONE;
  }

  private CopyOutcome buffered(CopyRequest request) {
    ByteBuffer buffer = buffers.take(Math.toIntExact(request.size()));
    try {
      ObjectHead head = fetchInto(buffer, request);
      ObjectAttributes attributes = transfer.ofRead(request, head);
      WriteOptions options = WriteOptions.PLAIN.checksum(checksumToSend(head, buffer));
      WriteReceipt receipt =
          put(request, attributes, ObjectBody.of(buffer), options, () -> ownEtags(request, buffer));
      progress.wrote(request.size());
      return copied(CopyMethod.RELAY_BUFFERED, head, attributes, receipt);
    } finally {
      buffers.giveBack(buffer);
    }
  }

  private WriteReceipt put(
      CopyRequest request,
      ObjectAttributes attributes,
      ObjectBody body,
      WriteOptions options,
      Supplier<List<ETag>> own) {
    return guard
        .write(
            request,
            TargetGuard.Way.PUT,
            options,
            own,
            write -> destination.putObject(request.target(), attributes, body, write))
        .receipt();
  }

  /// The source's tag may not be the digest of its bytes; that of the copy often is.
  private static List<ETag> ownEtags(CopyRequest request, ByteBuffer buffer) {
    List<ETag> own = new ArrayList<>(request.ownEtags());
    own.add(Checksums.md5(buffer));
    return own;
  }

  private ObjectHead fetchInto(ByteBuffer buffer, CopyRequest request) {
    try (FetchedObject fetched = fetch(request)) {
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = fetched.body().read(buffer);
      }
      buffer.flip();
      return fetched.head();
    } catch (IOException e) {
      throw CopyFailures.bodyCutOff(source, request.source(), e);
    }
  }

  /// @throws StoreException as [StoreFailure.Changed] when the object has another size than
  ///   expected, which a store without ETags or conditions would not notice
  private FetchedObject fetch(CopyRequest request) {
    FetchedObject fetched =
        source.fetchObject(request.source(), ReadOptions.WITH_CHECKSUMS.ifMatch(request.etag()));
    ETag etag = fetched.head().etag();
    boolean asListed = request.etag() == null || etag == null || etag.equals(request.etag());
    if (fetched.length() != request.size() || !asListed) {
      fetched.close();
      throw CopyFailures.changed(source, request.source(), "it is not the object that was listed");
    }
    return fetched;
  }

  private CopyOutcome streamed(CopyRequest request) {
    try (FetchedObject fetched = fetch(request)) {
      ObjectHead head = fetched.head();
      ObjectAttributes attributes = transfer.ofRead(request, head);
      WriteOptions options =
          WriteOptions.PLAIN
              .checksum(checksumToSend(head).orElse(null))
              .md5(attributes.lock().isNone() ? null : md5(head));
      ObjectBody body = new ObjectBody.Streamed(fetched.body(), fetched.length());
      WriteReceipt receipt = put(request, attributes, body, options, request::ownEtags);
      progress.wrote(request.size());
      return copied(CopyMethod.RELAY_STREAMED, head, attributes, receipt);
    }
  }

  private CopyOutcome parts(CopyRequest request, CopyMethod method) {
    SourceLayout layout = SourceLayout.discover(source, request, settings, limits);
    ObjectAttributes attributes = transfer.of(request, layout.head());
    Checksum checksum = checksumOfParts(request, layout);
    WriteReceipt receipt = multipart.copy(request, layout, attributes, checksum, method);
    if (cutOtherwise(layout.head(), receipt)) {
      Optional<SourceLayout> measured = layout.measured(source, request, limits);
      if (measured.isPresent()) {
        progress.wrote(-request.size());
        CopyRequest again = request.over(receipt);
        receipt = multipart.copy(again, measured.get(), attributes, checksum, method);
      }
    }
    Copied copied = copied(method, layout.head(), attributes, receipt);
    boolean lost = checksum == null && keepsChecksumOf(layout.head());
    return lost ? copied.withNote("written without its checksum: " + OTHER_PARTS) : copied;
  }

  private boolean keepsChecksumOf(ObjectHead head) {
    return settings.fidelity().wants(Attribute.CHECKSUM) && !head.checksums().isEmpty();
  }

  /// The checksum that the copy is to have; null where none is wanted, there is none, or a copy in
  /// these parts can't have it.
  ///
  /// @throws dev.lockstep.endpoint.StoreException when it can't and must
  private @Nullable Checksum checksumOfParts(CopyRequest request, SourceLayout layout) {
    if (!keepsChecksumOf(layout.head())) {
      return null;
    }
    Optional<Checksum> kept = layout.keptChecksum();
    if (kept.isEmpty() && settings.demands(Attribute.CHECKSUM)) {
      throw CopyFailures.checksumNotKept(destination, request.target(), OTHER_PARTS);
    }
    return kept.orElse(null);
  }

  /// Whether the tags show that the copy's parts are not the source's: the bytes of each have been
  /// checked on the way.
  private static boolean cutOtherwise(ObjectHead head, WriteReceipt receipt) {
    ETag one = head.etag();
    ETag other = receipt.etag();
    return one != null
        && other != null
        && one.kind() == ETag.Kind.MULTIPART
        && other.kind() == ETag.Kind.MULTIPART
        && !one.equals(other)
        && !head.hidesMd5()
        && !receipt.hidesMd5();
  }

  private static Copied copied(
      CopyMethod method, ObjectHead head, ObjectAttributes attributes, WriteReceipt receipt) {
    return new Copied(
        method,
        head.size(),
        head.etag(),
        head.hidesMd5(),
        head.checksums(),
        attributes,
        receipt,
        List.of());
  }

  /// The source's own checksum of all its bytes: the destination checks what arrives against it,
  /// and keeps it.
  private Optional<Checksum> checksumToSend(ObjectHead head) {
    if (!settings.fidelity().wants(Attribute.CHECKSUM)) {
      return Optional.empty();
    }
    return head.checksums().stream().filter(Checksum::tellsBytes).findFirst();
  }

  /// The same, or one that is computed where nothing else would tell the bytes.
  private @Nullable Checksum checksumToSend(ObjectHead head, ByteBuffer buffer) {
    if (!settings.fidelity().wants(Attribute.CHECKSUM)) {
      return null;
    }
    return checksumToSend(head).orElseGet(() -> crcUnlessMd5Tells(head, buffer));
  }

  private static @Nullable Checksum crcUnlessMd5Tells(ObjectHead head, ByteBuffer buffer) {
    return md5(head) != null ? null : Checksums.crc32c(buffer);
  }

  /// The MD5 of the bytes, where the source's ETag is one.
  private static @Nullable ETag md5(ObjectHead head) {
    ETag etag = head.etag();
    return etag != null && etag.kind() == ETag.Kind.MD5 && !head.hidesMd5() ? etag : null;
  }
}
