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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds out whether a destination keeps a key as it is, before such a key is written.
///
/// Some stores take keys for paths and store `a//b` under `a/b`: the object would be lost, and
/// another one covered by it. So when the first key of an awkward kind comes up, a small object of
/// that kind is written under a name of its own, listed and removed again; if the listing shows
/// another name, no key of the kind is written. Any thread may call.
public final class KeyAudit {
  /// What stores are known to stumble over.
  public enum Awkwardness {
    EMPTY_SEGMENT(Capability.KEY_EMPTY_SEGMENT, "'//'", "x//y"),
    DOT_SEGMENT(Capability.KEY_DOT_SEGMENT, "'.' or '..' between slashes", "x/../y/./z"),
    LEADING_SLASH(Capability.KEY_LEADING_SLASH, "'/' at the beginning", ""),
    LINE_BREAK(Capability.KEY_LINE_BREAK, "line breaks or tabs", "x\ny\tz"),
    CARRIAGE_RETURN(Capability.KEY_CARRIAGE_RETURN, "carriage returns", "x\ry"),
    CONTROL_CHARACTER(Capability.KEY_CONTROL_CHARACTER, "control characters", "x\u0001y\u007fz");

    private final Capability capability;
    private final String words;
    private final String sample;

    Awkwardness(Capability capability, String words, String sample) {
      this.capability = capability;
      this.words = words;
      this.sample = sample;
    }
  }

  /// What becomes of keys of a kind.
  public enum Fate {
    /// They are listed as they were written.
    KEPT,
    /// They are accepted, and stand under another name or nowhere.
    CHANGED,
    /// The store says that it takes no such key.
    REFUSED,
    /// The credentials don't allow to find out.
    DENIED
  }

  private static final ObjectKey SLASH = ObjectKey.of("/");

  private final ObjectStore store;
  private final BucketName bucket;
  private final ObjectKey prefix;
  private final Supplier<Capabilities> record;
  private final TrialNames names;
  private final Map<Awkwardness, Fate> known = new EnumMap<>(Awkwardness.class);
  private final List<String> leftBehind = new ArrayList<>();

  /// An audit of a store of which nothing is known.
  ///
  /// @param prefix what the destination's keys begin with; the trial objects stand behind it too
  public KeyAudit(ObjectStore store, BucketName bucket, ObjectKey prefix, TrialNames names) {
    this(store, bucket, prefix, () -> Capabilities.NONE, names);
  }

  /// @param record what is known of the store: what it tells is not tried out
  public KeyAudit(
      ObjectStore store,
      BucketName bucket,
      ObjectKey prefix,
      Supplier<Capabilities> record,
      TrialNames names) {
    this.record = record;
    this.store = store;
    this.bucket = bucket;
    this.prefix = prefix;
    this.names = names;
  }

  /// What the store does to keys like this one, in words; empty when it keeps them or refuses them
  /// openly.
  public Optional<String> refusal(ObjectKey key) {
    byte[] bytes = key.toBytes();
    for (Awkwardness awkwardness : Awkwardness.values()) {
      if (has(awkwardness, bytes) && fate(awkwardness) == Fate.CHANGED) {
        return Optional.of(
            "the store keeps no keys with "
                + awkwardness.words
                + ", or keeps them under another name");
      }
    }
    return Optional.empty();
  }

  private static boolean has(Awkwardness awkwardness, byte[] key) {
    return switch (awkwardness) {
      case LEADING_SLASH -> key.length > 0 && key[0] == '/';
      case EMPTY_SEGMENT -> contains(key, "//");
      case LINE_BREAK -> has(key, c -> c == '\n' || c == '\t');
      case CARRIAGE_RETURN -> has(key, c -> c == '\r');
      case CONTROL_CHARACTER ->
          has(key, c -> c >= 0 && c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 127);
      case DOT_SEGMENT -> hasDotSegment(key);
    };
  }

  private static boolean has(byte[] key, IntPredicate wanted) {
    for (byte b : key) {
      if (wanted.test(b)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(byte[] key, String pair) {
    for (int i = 1; i < key.length; i++) {
      if (key[i - 1] == pair.charAt(0) && key[i] == pair.charAt(1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasDotSegment(byte[] key) {
    int start = 0;
    for (int i = 0; i <= key.length; i++) {
      if (i == key.length || key[i] == '/') {
        int length = i - start;
        if (length == 1 && key[start] == '.'
            || length == 2 && key[start] == '.' && key[start + 1] == '.') {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  /// What becomes of keys of this kind; tried out once, unless the record says that they are kept.
  public synchronized Fate fate(Awkwardness awkwardness) {
    Fate fate = known.get(awkwardness);
    if (fate == null) {
      fate = recorded(awkwardness);
      if (fate == null) {
        fate = tryOut(awkwardness);
      }
      known.put(awkwardness, fate);
    }
    return fate;
  }

  /// A kind that is not kept may be refused, and then some keys of it may still pass: only trying
  /// tells, unless a user has said no.
  private @Nullable Fate recorded(Awkwardness awkwardness) {
    Finding finding = record.get().finding(awkwardness.capability);
    if (finding == null) {
      return null;
    }
    return switch (finding.answer()) {
      case YES -> Fate.KEPT;
      case NO -> finding.origin() == Origin.TOLD ? Fate.CHANGED : null;
      case UNKNOWN -> null;
    };
  }

  private Fate tryOut(Awkwardness awkwardness) {
    ObjectKey name = ObjectKey.of(names.next());
    boolean leading = awkwardness == Awkwardness.LEADING_SLASH;
    ProbeArea written = area(leading ? SLASH.then(name) : prefix.then(name));
    // Where the key stands once the store has dropped the slash.
    ProbeArea seen = leading ? ProbeArea.usedBefore(store, bucket, name) : written;
    String trial = leading ? "" : "/" + awkwardness.sample;
    try {
      written.put(trial);
      List<ObjectKey> listed = seen.listed();
      boolean kept = leading ? listed.isEmpty() : listed.equals(List.of(written.key(trial)));
      return kept ? Fate.KEPT : Fate.CHANGED;
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Denied) {
        return Fate.DENIED;
      }
      if (e.failure().refusal()) {
        return Fate.REFUSED;
      }
      throw e;
    } finally {
      leftBehind.addAll(written.clear());
      if (leading) {
        leftBehind.addAll(seen.clear());
      }
    }
  }

  private ProbeArea area(ObjectKey place) {
    return new ProbeArea(store, bucket, place);
  }

  /// The trial objects that could not be removed, for people.
  public synchronized List<String> leftBehind() {
    return List.copyOf(leftBehind);
  }
}
