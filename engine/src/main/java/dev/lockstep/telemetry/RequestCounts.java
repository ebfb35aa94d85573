package dev.lockstep.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// How many requests were sent, by kind, where each attempt counts, or will be. Any thread may add.
public final class RequestCounts {
  private final Map<RequestKind, LongAdder> adders = new EnumMap<>(RequestKind.class);

  public RequestCounts() {
    for (RequestKind kind : RequestKind.values()) {
      adders.put(kind, new LongAdder());
    }
  }

  public void add(RequestKind kind) {
    adder(kind).increment();
  }

  public void add(RequestKind kind, long count) {
    adder(kind).add(count);
  }

  public long count(RequestKind kind) {
    return adder(kind).sum();
  }

  private LongAdder adder(RequestKind kind) {
    LongAdder adder = adders.get(kind);
    if (adder == null) {
      throw new IllegalStateException("Every kind has an adder");
    }
    return adder;
  }

  /// The kinds of which there was at least one, with their numbers.
  public Map<RequestKind, Long> snapshot() {
    Map<RequestKind, Long> counts = new EnumMap<>(RequestKind.class);
    for (RequestKind kind : RequestKind.values()) {
      long count = count(kind);
      if (count > 0) {
        counts.put(kind, count);
      }
    }
    return counts;
  }
}
