package dev.lockstep.copy;

import dev.lockstep.object.Attribute;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// How much it matters that an attribute arrives.
public record Fidelity(Map<Attribute, Level> levels) {
  /// What happens when a destination does not keep it.
  public enum Level {
    /// The object counts as not copied.
    MUST,
    /// It is recorded.
    BEST_EFFORT,
    /// It is not even sent.
    IGNORE;

    /// As it is written on the command line: `best-effort`.
    public String optionName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Headers, user metadata, tags, an encryption that was asked for and locks must arrive; class,
  /// redirect, checksum and part layout should; the ACL is left behind.
  public static final Fidelity STANDARD =
      new Fidelity(
          Map.of(
              Attribute.HEADERS, Level.MUST,
              Attribute.USER_METADATA, Level.MUST,
              Attribute.TAGS, Level.MUST,
              Attribute.ENCRYPTION, Level.MUST,
              Attribute.OBJECT_LOCK, Level.MUST,
              Attribute.ACL, Level.IGNORE));

  public Fidelity {
    Map<Attribute, Level> all = new EnumMap<>(Attribute.class);
    for (Attribute attribute : Attribute.values()) {
      all.put(attribute, levels.getOrDefault(attribute, Level.BEST_EFFORT));
    }
    levels = Collections.unmodifiableMap(all);
  }

  public Level level(Attribute attribute) {
    return levels.getOrDefault(attribute, Level.BEST_EFFORT);
  }

  public boolean wants(Attribute attribute) {
    return level(attribute) != Level.IGNORE;
  }

  public boolean demands(Attribute attribute) {
    return level(attribute) == Level.MUST;
  }

  public Fidelity with(Attribute attribute, Level level) {
    Map<Attribute, Level> changed = new EnumMap<>(levels);
    changed.put(attribute, level);
    return new Fidelity(changed);
  }

  /// As the compiler would write it, which would link it anew at every start.
  @Override
  public String toString() {
    return "Fidelity[levels=" + levels + "]";
  }
}
