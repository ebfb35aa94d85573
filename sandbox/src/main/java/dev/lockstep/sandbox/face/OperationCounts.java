package dev.lockstep.sandbox.face;

import dev.lockstep.sandbox.http.HttpRequest;
import dev.lockstep.sandbox.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// How many requests were answered, by S3's names of the operations. Told at `/-/stats`, which can
/// be no bucket; a POST to `/-/reset` starts over.
public final class OperationCounts {
  private static final String REFUSALS = "refused";

  private final Map<Operation, LongAdder> adders = new EnumMap<>(Operation.class);
  private final LongAdder refusals = new LongAdder();

  public OperationCounts() {
    for (Operation operation : Operation.values()) {
      adders.put(operation, new LongAdder());
    }
  }

  void add(Operation operation) {
    adder(operation).increment();
  }

  private LongAdder adder(Operation operation) {
    return Objects.requireNonNull(adders.get(operation));
  }

  void addRefusal() {
    refusals.increment();
  }

  /// The operations of which there was at least one request, and `refused` for errors among them.
  public Map<String, Long> snapshot() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Operation operation : Operation.values()) {
      long count = adder(operation).sum();
      if (count > 0) {
        counts.put(operation.wireName(), count);
      }
    }
    counts.put(REFUSALS, refusals.sum());
    return counts;
  }

  HttpResponse answer(HttpRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /-/stats" -> json();
      case "POST /-/reset" -> {
        adders.values().forEach(LongAdder::reset);
        refusals.reset();
        yield new HttpResponse(204);
      }
      default -> new HttpResponse(404);
    };
  }

  private HttpResponse json() {
    StringBuilder text = new StringBuilder("{");
    snapshot()
        .forEach((name, count) ->
            text.append(text.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(count));
    byte[] bytes = text.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    return new HttpResponse(200)
        .header("Content-Type", "application/json")
        .bytes(bytes, bytes.length);
  }
}
