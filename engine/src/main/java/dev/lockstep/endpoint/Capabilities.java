package dev.lockstep.endpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of what a store can do: for each [Capability] yes, no or unknown, since when, and
/// how it was found out. What is not in the map is unknown.
public record Capabilities(Map<Capability, Finding> findings) {
  /// Nothing is known.
  public static final Capabilities NONE = new Capabilities(Map.of());

  public Capabilities {
    Map<Capability, Finding> sorted = new EnumMap<>(Capability.class);
    sorted.putAll(findings);
    findings = Collections.unmodifiableMap(sorted);
  }

  /// Whether a store has a capability. A strategy that could lose something must treat [#UNKNOWN]
  /// as [#NO].
  public enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /// How an answer came about.
  public enum Origin {
    /// It was tried out.
    TRIED,
    /// A user said so.
    TOLD
  }

  /// What was found out about a capability.
  ///
  /// @param at when
  /// @param seen what the store did, or why it is not known, for people
  public record Finding(Answer answer, Origin origin, Instant at, String seen) {}

  public Answer of(Capability capability) {
    Finding finding = findings.get(capability);
    return finding == null ? Answer.UNKNOWN : finding.answer();
  }

  public boolean has(Capability capability) {
    return of(capability) == Answer.YES;
  }

  public @Nullable Finding finding(Capability capability) {
    return findings.get(capability);
  }

  /// The same with one finding more, or another one.
  public Capabilities with(Capability capability, Finding finding) {
    Map<Capability, Finding> all = new EnumMap<>(Capability.class);
    all.putAll(findings);
    all.put(capability, finding);
    return new Capabilities(all);
  }

  /// The same without what was found out before a moment: stores are updated, and set up anew. What
  /// a user says does not age.
  public Capabilities foundSince(Instant moment) {
    Map<Capability, Finding> fresh = new EnumMap<>(Capability.class);
    findings.forEach((capability, finding) -> {
      if (finding.origin() == Origin.TOLD || !finding.at().isBefore(moment)) {
        fresh.put(capability, finding);
      }
    });
    return new Capabilities(fresh);
  }

  /// The same with what was found out later. A trial that found nothing out takes nothing back.
  public Capabilities updatedBy(Capabilities later) {
    Capabilities all = this;
    for (Map.Entry<Capability, Finding> entry : later.findings().entrySet()) {
      if (entry.getValue().answer() != Answer.UNKNOWN || of(entry.getKey()) == Answer.UNKNOWN) {
        all = all.with(entry.getKey(), entry.getValue());
      }
    }
    return all;
  }
}
