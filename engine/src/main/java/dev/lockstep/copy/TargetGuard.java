package dev.lockstep.copy;

import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Replaces no object at the destination but the one that was listed there, where that is asked
/// for. The write is conditional where the destination honours conditions; else the object is
/// looked at right before, which leaves a moment in which it may change.
///
/// A write whose answer was lost is sent again, and then fails its own condition. So when one
/// fails, what stands there is looked at: if it is what was to be written, it is ours. Any thread
/// may call.
final class TargetGuard {
  private final ObjectStore destination;
  private final Overwriting overwriting;
  private final Map<ObjectRef, Queue<VersionId>> made = new ConcurrentHashMap<>();

  TargetGuard(ObjectStore destination, Overwriting overwriting) {
    this.destination = destination;
    this.overwriting = overwriting;
  }

  /// The request that makes an object appear.
  enum Way {
    PUT(Capability.PUT_IF_ABSENT, Capability.PUT_IF_MATCH),
    COMPLETE(Capability.COMPLETE_IF_ABSENT, Capability.COMPLETE_IF_MATCH),
    COPY(Capability.COPY_IF_ABSENT, Capability.COPY_IF_MATCH);

    private final Capability ifAbsent;
    private final Capability ifMatch;

    Way(Capability ifAbsent, Capability ifMatch) {
      this.ifAbsent = ifAbsent;
      this.ifMatch = ifMatch;
    }
  }

  /// What stands at the destination now.
  ///
  /// @param found whether it was found there, instead of being written by the request that was to
  ///   write it
  record Written(WriteReceipt receipt, boolean found) {}

  /// Writes an object, if nobody else has meanwhile.
  ///
  /// @param own the ETags that the object has if it is ours; asked for only when that is in
  ///   question
  /// @param send sends the request with these options
  /// @throws TargetChangedException when something else stands there than was listed
  Written write(
      CopyRequest request,
      Way way,
      WriteOptions options,
      Supplier<List<ETag>> own,
      Function<WriteOptions, WriteReceipt> send) {
    Written written = writeAs(request, way, options.modified(request.modified()), own, send);
    VersionId version = written.receipt().version();
    if (!written.found() && version != null && !version.isNull()) {
      made.computeIfAbsent(current(request.target()), _ -> new ConcurrentLinkedQueue<>())
          .add(version);
    }
    return written;
  }

  private static ObjectRef current(ObjectRef target) {
    return ObjectRef.current(target.bucket(), target.key());
  }

  /// The versions that have been made of a key since this was asked last: a copy may be written
  /// again, with less of what belongs to it, or in other parts.
  List<VersionId> takeVersionsMade(ObjectRef target) {
    Queue<VersionId> versions = made.remove(current(target));
    return versions == null ? List.of() : List.copyOf(versions);
  }

  private Written writeAs(
      CopyRequest request,
      Way way,
      WriteOptions options,
      Supplier<List<ETag>> own,
      Function<WriteOptions, WriteReceipt> send) {
    if (overwriting.onConflict() == OnConflict.OVERWRITE
        || request.replaced() instanceof Replaced.Anything) {
      return new Written(send.apply(options), false);
    }
    WriteOptions conditional = conditional(request.replaced(), way, options);
    if (conditional == null) {
      ObjectHead now = headTarget(request.target());
      if (!isStill(request.replaced(), now)) {
        return ownOrChanged(request, options, own, now);
      }
    }
    try {
      return new Written(send.apply(conditional == null ? options : conditional), false);
    } catch (StoreException e) {
      return switch (e.failure()) {
        case StoreFailure.Changed _, StoreFailure.Missing _ -> judge(request, options, own, e);
        case StoreFailure _ -> throw e;
      };
    }
  }

  /// Null where the destination is not known to honour the condition.
  private @Nullable WriteOptions conditional(Replaced replaced, Way way, WriteOptions options) {
    return switch (replaced) {
      case Replaced.Nothing _ when overwriting.conditions().contains(way.ifAbsent) ->
          options.onlyIfAbsent();
      case Replaced.Listed(ETag etag, long _)
          when etag != null && overwriting.conditions().contains(way.ifMatch) ->
          options.onlyIfMatch(etag);
      case Replaced _ -> null;
    };
  }

  /// When all is as it was, the failure is about something else: the source, or the upload.
  private Written judge(
      CopyRequest request, WriteOptions options, Supplier<List<ETag>> own, StoreException failed) {
    ObjectHead now = headTarget(request.target());
    if (isStill(request.replaced(), now)) {
      throw failed;
    }
    if (now == null) {
      // A bucket that is gone is another matter.
      destination.headBucket(request.target().bucket());
    }
    return ownOrChanged(request, options, own, now);
  }

  /// Whether what was listed is what stands there now.
  private static boolean isStill(Replaced listed, @Nullable ObjectHead now) {
    return switch (listed) {
      case Replaced.Anything _ -> true;
      case Replaced.Nothing _ -> now == null;
      case Replaced.Listed(ETag etag, long size) ->
          now != null
              && now.size() == size
              && (etag == null || now.etag() == null || etag.equals(now.etag()));
    };
  }

  /// What is current: the target may name the version that is to be made.
  private @Nullable ObjectHead headTarget(ObjectRef target) {
    try {
      return destination.headObject(current(target), ReadOptions.WITH_CHECKSUMS);
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing) {
        return null;
      }
      throw e;
    }
  }

  private Written ownOrChanged(
      CopyRequest request,
      WriteOptions options,
      Supplier<List<ETag>> own,
      @Nullable ObjectHead now) {
    String there = destination.name() + ":" + request.target();
    if (now == null) {
      throw new TargetChangedException(there + " was deleted at the destination meanwhile");
    }
    boolean sameChecksum =
        options.checksum() != null && now.checksums().contains(options.checksum());
    boolean ours =
        now.size() == request.size()
            && (sameChecksum || now.etag() != null && own.get().contains(now.etag()));
    if (!ours) {
      throw new TargetChangedException(
          there + " changed at the destination meanwhile, at " + now.lastModified());
    }
    WriteReceipt receipt =
        new WriteReceipt(now.etag(), now.version(), now.attributes().encryption(), now.checksums());
    return new Written(receipt, true);
  }
}
