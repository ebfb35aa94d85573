package dev.lockstep.job;

import dev.lockstep.compare.Difference;
import dev.lockstep.concurrent.BoundedTasks;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.SourceLocks;
import dev.lockstep.copy.SourceTags;
import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Finding;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.plan.Demands;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// Counts, before the first write, the objects that would lose something that they must arrive
/// with, because the destination is known not to keep it.
///
/// Each object that would be copied is looked at by a HEAD at the source, many at a time. Only
/// where the destination lacks something is there a survey at all. [#look] may be called by any
/// thread and waits while as much is under way as may be; [#close] waits for all of it.
final class LossSurvey implements AutoCloseable {
  private static final int KEYS_SHOWN = 3;

  private final BucketScope source;
  private final BucketScope destination;
  private final SyncSettings settings;
  private final Capabilities destinationCan;
  private final Demands lacked;
  private final SourceTags tags;
  private final SourceLocks locks;
  private final PlannedWork planned;
  private final Map<Attribute, Found> found = new EnumMap<>(Attribute.class);
  private final BoundedTasks questions = new BoundedTasks("survey-");
  private final Semaphore slots;
  private final InstantSource clock;

  LossSurvey(
      BucketScope source, BucketScope destination, SyncSettings settings, Preflight preflight) {
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.destinationCan = preflight.destinationCan();
    this.lacked = preflight.lacked();
    this.locks = preflight.sourceLocks();
    this.tags = new SourceTags(source.store());
    this.planned = new PlannedWork(settings.limit());
    this.clock = preflight.clock();
    this.slots = new Semaphore(settings.concurrency());
  }

  /// The run must not begin.
  static final class LossException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LossException(String message) {
      super(message);
    }
  }

  /// What was found of one attribute.
  private static final class Found {
    private final Set<Capability> lacking = EnumSet.noneOf(Capability.class);
    private final List<ObjectKey> first = new ArrayList<>();
    private long count;
  }

  /// @throws StoreException when the source has become unreachable
  void look(Difference difference) {
    ObjectEntry entry = difference.source();
    boolean known = difference.reason() != Difference.Reason.ORDER_UNKNOWN;
    if (entry != null && known && planned.admit(difference, entry)) {
      questions.start(slots, () -> one(difference.key(), entry));
    }
  }

  /// What can't be looked at for good can't be copied either, and will be told then. Whatever else
  /// happens must not pass for an object that carries nothing.
  private void one(ObjectKey relative, ObjectEntry entry) {
    try {
      ObjectRef object = source.object(relative, entry.version());
      count(object.key(), lacked.neededBy(carried(object, entry).at(clock.instant())));
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Unreachable || e.failure().retryable()) {
        throw e;
      }
    }
  }

  private Demands.Carried carried(ObjectRef object, ObjectEntry entry) {
    CopySettings copy = settings.copy();
    StorageClass written = copy.storageClass() == null ? entry.storageClass() : copy.storageClass();
    if (lacked.listingsTellEnough()) {
      return Demands.Carried.listed(written);
    }
    ReadOptions options =
        lacked.include(Attribute.CHECKSUM) ? ReadOptions.WITH_CHECKSUMS : ReadOptions.PLAIN;
    ObjectHead head = source.store().headObject(object, options);
    if (lacked.include(Attribute.OBJECT_LOCK)) {
      head = head.withLock(locks.ofHead(object, head));
    }
    boolean tagged = lacked.include(Attribute.TAGS) && !tags.of(object, head).isEmpty();
    AccessControl acl = lacked.include(Attribute.ACL) ? source.store().fetchAcl(object) : null;
    return Demands.Carried.of(head, written, tagged, acl);
  }

  private synchronized void count(ObjectKey key, Set<Capability> needed) {
    Map<Attribute, Set<Capability>> byAttribute = new EnumMap<>(Attribute.class);
    for (Capability capability : needed) {
      byAttribute
          .computeIfAbsent(lacked.attribute(capability), _ -> EnumSet.noneOf(Capability.class))
          .add(capability);
    }
    byAttribute.forEach((attribute, capabilities) -> {
      Found of = found.computeIfAbsent(attribute, _ -> new Found());
      of.count++;
      of.lacking.addAll(capabilities);
      if (of.first.size() < KEYS_SHOWN) {
        of.first.add(key);
      }
    });
  }

  /// After [#close].
  ///
  /// @throws LossException when something that must arrive would be lost
  /// @throws StoreException when the source was unreachable
  synchronized void endIfFound() {
    questions.throwIfFailed();
    if (found.isEmpty()) {
      return;
    }
    List<String> losses = new ArrayList<>();
    found.forEach((attribute, of) -> losses.add(words(attribute, of)));
    throw new LossException(
        "Nothing was copied: "
            + destination
            + " would not keep all that must arrive. "
            + String.join(". ", losses)
            + ".");
  }

  private String words(Attribute attribute, Found of) {
    StringBuilder words = new StringBuilder(attribute.words()).append(" of ").append(of.count);
    words.append(of.count == 1 ? " object (" : " objects (");
    words.append(String.join(", ", of.first.stream().map(ObjectKey::toString).toList()));
    words.append(of.count > of.first.size() ? ", …): " : "): ");
    words.append(String.join("; ", of.lacking.stream().map(this::evidence).toList()));
    return words.append("; to go on without: ").append(flag(attribute)).toString();
  }

  private String evidence(Capability capability) {
    Finding finding = destinationCan.finding(capability);
    String seen = finding == null ? "" : " (" + finding.seen() + ", " + finding.at() + ")";
    return capability.words() + ": no" + seen;
  }

  /// What would allow it.
  private String flag(Attribute attribute) {
    return attribute == Attribute.STORAGE_CLASS && settings.copy().storageClass() != null
        ? "no --storage-class"
        : "--preserve " + attribute.optionName() + "=best-effort";
  }

  /// Those objects that were looked at, where a limit leaves others for later: the run copies the
  /// same.
  PlannedWork planned() {
    return planned;
  }

  @Override
  public void close() {
    questions.close();
  }
}
