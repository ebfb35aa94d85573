package dev.lockstep.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// How many requests were sent, by kind; each attempt counts.
public final class RequestCounts {
  private final LongAdder[] adders = new LongAdder[RequestKind.values().length];

  public RequestCounts() {
    for (int i = 0; i < adders.length; i++) {
      adders[i] = new LongAdder();
    }
  }

  public void add(RequestKind kind) {
    adders[kind.ordinal()].increment();
  }

  public long count(RequestKind kind) {
    return adders[kind.ordinal()].sum();
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
