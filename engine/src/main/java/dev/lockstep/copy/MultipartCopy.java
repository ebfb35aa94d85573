package dev.lockstep.copy;

import dev.lockstep.concurrent.BoundedTasks;
import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.telemetry.Progress;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes an object part by part, several parts at a time, each pinned to the one ETag that the
/// source had at the beginning, so that no two versions can be mixed. A failure that may pass
/// leaves the upload open, for the next attempt to go on with, and so does one of the journal;
/// after any other it is aborted before the failure is told.
final class MultipartCopy {
  private final ObjectStore source;
  private final ObjectStore destination;
  private final RetryPolicy retries;
  private final Semaphore slots;
  private final OpenUploads uploads;
  private final TargetGuard guard;
  private final Progress progress;
  private final boolean tagsMustArrive;
  private final BooleanSupplier sumsWholes;
  private volatile boolean stopped;

  /// Something arrived damaged, and only the whole told it: from then on each part tells.
  private volatile boolean partsAreSummed;

  /// @param partsInFlight how many parts at once, over all objects
  /// @param sumsWholes whether the destination computes the checksum of a whole upload by itself
  MultipartCopy(
      ObjectStore source,
      ObjectStore destination,
      RetryPolicy retries,
      int partsInFlight,
      OpenUploads uploads,
      TargetGuard guard,
      Progress progress,
      boolean tagsMustArrive,
      BooleanSupplier sumsWholes) {
    this.source = source;
    this.destination = destination;
    this.retries = retries;
    this.slots = new Semaphore(partsInFlight);
    this.uploads = uploads;
    this.guard = guard;
    this.progress = progress;
    this.tagsMustArrive = tagsMustArrive;
    this.sumsWholes = sumsWholes;
  }

  /// Begins no part any more.
  void stop() {
    stopped = true;
  }

  /// @param checksum of the source, which the copy is to have too; null for none
  WriteReceipt copy(
      CopyRequest request,
      SourceLayout layout,
      ObjectAttributes attributes,
      @Nullable Checksum checksum,
      CopyMethod method) {
    ETag pinned = pinned(request, layout);
    UploadChecksum kept = checksum == null ? null : UploadChecksum.like(checksum);
    boolean tellsBytes = checksum != null && checksum.tellsBytes();
    UnfinishedUpload open =
        uploads.open(
            request.target(),
            Recipe.of(request, pinned, layout.plan(), attributes, checksum),
            () -> destination.createUpload(request.target(), attributes, kept));
    MultipartUpload upload = open.upload();
    WriteReceipt receipt;
    try {
      UploadChecksum ofParts = tellsBytes && wholeTells(kept) ? null : kept;
      List<UploadedPart> parts = new Run(request, layout, open, ofParts, pinned, method).parts();
      WriteOptions options = WriteOptions.PLAIN.checksum(tellsBytes ? checksum : null);
      receipt = withEtag(complete(request, upload, parts, options, method), parts);
    } catch (RuntimeException | Error e) {
      if (!mayPass(e)) {
        abort(upload, e);
      }
      throw e;
    }
    try {
      keepTags(request, attributes);
    } catch (StoreException e) {
      // Where they need not arrive, reading back tells that they have not.
      if (tagsMustArrive || !e.failure().refusal()) {
        throw new IncompleteCopyException(e);
      }
    }
    return receipt;
  }

  /// Whether the destination computes the checksum of the whole by itself, and compares: then it
  /// needs not be computed here too.
  private boolean wholeTells(@Nullable UploadChecksum checksum) {
    return checksum != null
        && checksum.algorithm() == Checksum.Algorithm.CRC64NVME
        && checksum.type() == Checksum.Type.FULL_OBJECT
        && !partsAreSummed
        && sumsWholes.getAsBoolean();
  }

  private static boolean mayPass(Throwable e) {
    return switch (e) {
      case StoppedException _, UncheckedIOException _ -> true;
      case StoreException failed ->
          switch (failed.failure()) {
            case StoreFailure.Unreachable _ -> true;
            // Parts that are damaged stay so.
            case StoreFailure.Corrupted corrupted -> corrupted.ofAnswer();
            case StoreFailure other -> other.retryable();
          };
      case Throwable _ -> false;
    };
  }

  /// Where the object was found instead of made, the upload may be there still.
  private WriteReceipt complete(
      CopyRequest request,
      MultipartUpload upload,
      List<UploadedPart> parts,
      WriteOptions options,
      CopyMethod method) {
    TargetGuard.Written written =
        guard.write(
            request,
            TargetGuard.Way.COMPLETE,
            options,
            () -> ownEtags(request, parts),
            write -> completeOnce(upload, parts, write, method));
    if (written.found()) {
      uploads.abort(upload);
    } else {
      uploads.completed(upload);
    }
    return written.receipt();
  }

  /// A store that tells no tag at the end has told those of the parts, of which it is made.
  private static WriteReceipt withEtag(WriteReceipt receipt, List<UploadedPart> parts) {
    return receipt.etag() != null
        ? receipt
        : new WriteReceipt(
            Checksums.ofParts(parts).orElse(null),
            receipt.version(),
            receipt.encryption(),
            receipt.checksums());
  }

  private static List<ETag> ownEtags(CopyRequest request, List<UploadedPart> parts) {
    List<ETag> own = new ArrayList<>(request.ownEtags());
    Checksums.ofParts(parts).ifPresent(own::add);
    return own;
  }

  /// A store that finds the wrong checksum for parts that it has copied by itself computes it of
  /// something else, and would again: it can't do it.
  private WriteReceipt completeOnce(
      MultipartUpload upload, List<UploadedPart> parts, WriteOptions options, CopyMethod method) {
    try {
      return destination.completeUpload(upload, parts, options);
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Corrupted corrupted) {
        partsAreSummed = true;
        if (upload.checksum() != null && method == CopyMethod.SERVER_COPY_PARTS) {
          throw CopyFailures.wrongChecksum(destination, upload.target(), corrupted.detail(), e);
        }
      }
      throw e;
    }
  }

  /// What every part must come from. A store that tells no ETag can't be pinned, and so is not
  /// copied from in parts.
  private ETag pinned(CopyRequest request, SourceLayout layout) {
    ETag etag = layout.head().etag();
    if (etag != null) {
      return etag;
    }
    throw CopyFailures.noEtag(source, request.source());
  }

  /// Some stores drop the tags that an upload was created with: look, and set them if so.
  private void keepTags(CopyRequest request, ObjectAttributes attributes) {
    if (attributes.tags().isEmpty()) {
      return;
    }
    if (destination.headObject(request.target(), ReadOptions.PLAIN).tagCount()
        != attributes.tags().size()) {
      destination.putTags(request.target(), attributes.tags());
    }
  }

  private void abort(MultipartUpload upload, Throwable reason) {
    try {
      uploads.abort(upload);
    } catch (StoreException e) {
      reason.addSuppressed(e);
    }
  }

  /// The parts of one object under way.
  private final class Run {
    private final CopyRequest request;
    private final SourceLayout layout;
    private final PartPlan plan;
    private final MultipartUpload upload;

    /// What is sent with each part; null where the whole is enough.
    private final @Nullable UploadChecksum checksum;

    private final ETag pinned;
    private final CopyMethod method;
    private final List<UploadedPart> done = new ArrayList<>();
    private final BoundedTasks parts = new BoundedTasks("part-");

    Run(
        CopyRequest request,
        SourceLayout layout,
        UnfinishedUpload open,
        @Nullable UploadChecksum checksum,
        ETag pinned,
        CopyMethod method) {
      this.request = request;
      this.layout = layout;
      this.plan = layout.plan();
      this.upload = open.upload();
      this.done.addAll(open.parts());
      this.checksum = checksum;
      this.pinned = pinned;
      this.method = method;
    }

    List<UploadedPart> parts() {
      Set<Integer> stored = done.stream().map(UploadedPart::number).collect(Collectors.toSet());
      progress.wrote(bytesDone());
      try (parts) {
        for (int number = 1; number <= plan.count() && !parts.hasFailed(); number++) {
          if (!stored.contains(number)) {
            int one = number;
            parts.start(slots, () -> send(one));
          }
        }
      } finally {
        if (done.size() != plan.count()) {
          progress.wrote(-bytesDone());
        }
      }
      parts.throwIfFailed();
      if (done.size() != plan.count()) {
        throw new IllegalStateException("A part is missing and nothing failed");
      }
      done.sort(Comparator.comparingInt(UploadedPart::number));
      return done;
    }

    private long bytesDone() {
      return done.stream().mapToLong(part -> plan.length(part.number())).sum();
    }

    private void send(int number) {
      if (stopped) {
        throw new StoppedException();
      }
      UploadedPart part = part(number);
      uploads.stored(upload, part);
      progress.wrote(plan.length(number));
      synchronized (done) {
        done.add(part);
      }
    }

    /// The only part of an empty object has no range that could be asked for, and stores copy no
    /// ranges of objects that are smaller than a part.
    private UploadedPart part(int number) {
      if (plan.objectSize() == 0) {
        return destination.uploadPart(upload, number, ObjectBody.EMPTY, computed());
      }
      boolean byStore =
          method == CopyMethod.SERVER_COPY_PARTS
              && plan.objectSize() > destination.limits().smallestPart();
      return byStore ? copyPart(number) : relayPart(number);
    }

    /// Without the checksum of each part the copy's can't be made of them: better to find that out
    /// at the first than at the end.
    private UploadedPart copyPart(int number) {
      UploadedPart copied =
          destination.copyPart(upload, number, request.source(), pinned, plan.range(number));
      if (isComposite() && copied.checksum() == null) {
        throw CopyFailures.noChecksumOfPart(destination, upload.target());
      }
      return copied;
    }

    private boolean isComposite() {
      return checksum != null && checksum.type() == Checksum.Type.COMPOSITE;
    }

    /// A streamed body can't be sent twice, so a part that broke is read again.
    private UploadedPart relayPart(int number) {
      for (int attempt = 1; ; ) {
        try {
          return relayOnce(number);
        } catch (StoreException e) {
          boolean last = attempt == retries.attempts() && !e.ofOutage();
          if (!e.failure().retryable() || last || stopped) {
            throw e;
          }
          retries.pauseBefore(attempt + 1);
          if (!e.ofOutage()) {
            attempt++;
          }
        }
      }
    }

    /// A part whose checksum the copy's is made of is asked for by its number: then the source can
    /// tell it. By its bytes, where that answers something else.
    private UploadedPart relayOnce(int number) {
      if (checksum != null && isComposite() && layout.cuts().numbered()) {
        ReadOptions options = ReadOptions.WITH_CHECKSUMS.ifMatch(pinned).partNumber(number);
        try (FetchedObject fetched = source.fetchObject(request.source(), options)) {
          if (isPart(fetched, number)) {
            return send(number, fetched, told(fetched.head(), checksum.algorithm()));
          }
        }
      }
      ReadOptions options = ReadOptions.PLAIN.ifMatch(pinned).range(plan.range(number));
      try (FetchedObject fetched = source.fetchObject(request.source(), options)) {
        if (!isPart(fetched, number)) {
          throw CopyFailures.changed(
              source, request.source(), "part " + number + " is not of the object listed");
        }
        return send(number, fetched, computed());
      }
    }

    private boolean isPart(FetchedObject fetched, int number) {
      ByteRange range = plan.range(number);
      return pinned.equals(fetched.head().etag())
          && fetched.length() == range.length()
          && fetched.offset() == range.first();
    }

    /// The checksum that the source has told of a part; else it is computed.
    private PartChecksum told(ObjectHead part, Checksum.Algorithm algorithm) {
      return part.checksums().stream()
          .filter(told -> told.algorithm() == algorithm && told.isPlainDigest())
          .findFirst()
          .<PartChecksum>map(PartChecksum.Known::new)
          .orElseGet(this::computed);
    }

    private PartChecksum computed() {
      return checksum == null ? PartChecksum.NONE : new PartChecksum.Computed(checksum.algorithm());
    }

    private UploadedPart send(int number, FetchedObject fetched, PartChecksum ofPart) {
      ObjectBody body = new ObjectBody.Streamed(fetched.body(), fetched.length());
      return destination.uploadPart(upload, number, body, ofPart);
    }
  }
}
