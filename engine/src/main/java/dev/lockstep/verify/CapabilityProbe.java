package dev.lockstep.verify;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Finding;
import dev.lockstep.endpoint.Capabilities.Origin;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.verify.KeyAudit.Awkwardness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds out what a store can do, by trying it: small objects are written under a prefix of their
/// own, read back and removed again. No other key is touched, but for one `/lockstep-probe-…` where
/// keys may begin with a slash. One thread.
public final class CapabilityProbe {
  /// How many requests all trials take at the most, when none has to be sent again.
  public static final int MOST_REQUESTS = 160;

  private static final String NEEDS_A_WRITE = "only writing could tell";

  private final ObjectStore store;
  private final BucketName bucket;
  private final ObjectKey prefix;
  private final ProbeArea area;
  private final KeyAudit keys;
  private final Instant now;
  private final List<String> leftBehind = new ArrayList<>();

  /// @param prefix what the trial objects' keys begin with
  /// @param now what the findings are dated with
  public CapabilityProbe(
      ObjectStore store, BucketName bucket, ObjectKey prefix, Instant now, TrialNames names) {
    this.store = store;
    this.bucket = bucket;
    this.prefix = prefix;
    this.now = now;
    ObjectKey own = prefix.then(ObjectKey.of(names.next() + "/"));
    this.area = new ProbeArea(store, bucket, own, names.notes());
    this.keys = new KeyAudit(store, bucket, own, names);
  }

  /// Tries these, and leaves nothing behind. Where writing is not allowed, it looks at what is
  /// there.
  ///
  /// @throws StoreException when the bucket can't be used at all
  public Capabilities run(Set<Capability> wanted) {
    store.headBucket(bucket);
    try {
      Map<Capability, Trial> trials = trials();
      for (Capability kept : new CarriedAttributes(area).kept(wanted)) {
        trials.put(kept, () -> Trial.Seen.kept(true));
      }
      return findings(wanted, trials, "not tried");
    } catch (StoreException e) {
      if (!(e.failure() instanceof StoreFailure.Denied)) {
        throw e;
      }
      return look(wanted, "writing is not allowed: " + e.failure().detail().code());
    } finally {
      leftBehind.addAll(area.clear());
      leftBehind.addAll(keys.leftBehind());
    }
  }

  /// All of them.
  public Capabilities run() {
    return run(EnumSet.allOf(Capability.class));
  }

  /// Finds out what can be found out without writing.
  ///
  /// @throws StoreException when the bucket can't be used at all
  public Capabilities readOnly() {
    store.headBucket(bucket);
    return look(EnumSet.allOf(Capability.class), NEEDS_A_WRITE);
  }

  private Capabilities look(Set<Capability> wanted, String otherwise) {
    return findings(wanted, new HeldObjectTrials(store, bucket, prefix).all(), otherwise);
  }

  private Map<Capability, Trial> trials() {
    Map<Capability, Trial> all = new EnumMap<>(Capability.class);
    all.putAll(new ConditionTrials(area).all());
    all.putAll(new AttributeTrials(area).all());
    all.putAll(new UploadTrials(area).all());
    all.putAll(new ListingTrials(area).all());
    all.put(Capability.KEY_EMPTY_SEGMENT, () -> key(Awkwardness.EMPTY_SEGMENT));
    all.put(Capability.KEY_DOT_SEGMENT, () -> key(Awkwardness.DOT_SEGMENT));
    all.put(Capability.KEY_LEADING_SLASH, this::leadingSlash);
    all.put(Capability.KEY_LINE_BREAK, () -> key(Awkwardness.LINE_BREAK));
    all.put(Capability.KEY_CARRIAGE_RETURN, () -> key(Awkwardness.CARRIAGE_RETURN));
    all.put(Capability.KEY_CONTROL_CHARACTER, () -> key(Awkwardness.CONTROL_CHARACTER));
    return all;
  }

  private Trial.Seen leadingSlash() {
    return prefix.isEmpty()
        ? key(Awkwardness.LEADING_SLASH)
        : Trial.Seen.unknown("all keys here begin with " + prefix);
  }

  private Trial.Seen key(Awkwardness awkwardness) {
    return switch (keys.fate(awkwardness)) {
      case KEPT -> Trial.Seen.yes("written, and listed as it is");
      case CHANGED -> Trial.Seen.no("accepted, and kept under another name");
      case REFUSED -> Trial.Seen.no("refused");
      case DENIED -> Trial.Seen.unknown("writing such a key is not allowed");
    };
  }

  /// @param otherwise why that is not known for which there is no trial
  private Capabilities findings(
      Set<Capability> wanted, Map<Capability, Trial> trials, String otherwise) {
    Capabilities found = Capabilities.NONE;
    for (Capability capability : wanted) {
      Trial trial = trials.get(capability);
      Trial.Seen seen = trial == null ? Trial.Seen.unknown(otherwise) : judged(trial);
      found = found.with(capability, new Finding(seen.answer(), Origin.TRIED, now, seen.how()));
    }
    return found;
  }

  /// A request that a store refuses is an answer; one that failed otherwise is none.
  private static Trial.Seen judged(Trial trial) {
    try {
      return trial.run();
    } catch (StoreException e) {
      String code = e.failure().detail().code();
      return switch (e.failure()) {
        case StoreFailure.Unsupported _, StoreFailure.Refused _ ->
            Trial.Seen.no("refused: " + code);
        case StoreFailure.Denied _ -> Trial.Seen.unknown("not allowed: " + code);
        case StoreFailure.Unreachable _ -> throw e;
        case StoreFailure _ -> Trial.Seen.unknown("failed: " + code);
      };
    }
  }

  /// What could not be removed, for people.
  public List<String> leftBehind() {
    return List.copyOf(leftBehind);
  }
}
