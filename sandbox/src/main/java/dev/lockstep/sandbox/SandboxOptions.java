package dev.lockstep.sandbox;

import dev.lockstep.sandbox.face.Latency;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.signature.UnsignedPayload;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.synthetic.SyntheticSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the command line of a sandbox says.
///
/// @param sinks buckets that keep only objects and parts of up to so many bytes
record SandboxOptions(
    int port,
    List<AccessKey> keys,
    UnsignedPayload unsigned,
    Latency latency,
    List<String> buckets,
    Map<String, Long> sinks,
    Map<String, SyntheticSpec> synthetic) {
  static final String USAGE =
      """
      usage: sandbox [options]
        --port N           where to listen on 127.0.0.1 (default: any free port)
        --access KEY       the access key that follows belongs to an account of its own, if it is
        --secret SECRET      not the first (default: lockstep, lockstep-secret)
        --refuse-unsigned  bodies have to come with their hash
        --latency TIME     how long each request waits for its answer, such as 50ms
        --page-latency TIME
                           how long a page of a listing waits besides
        --bucket NAME      an empty bucket
        --sink NAME[,keep=BYTES]
                           a bucket that digests what is written, and keeps only objects and parts
                           of up to BYTES (default: 0)
        --synthetic NAME,keys=N[,scheme=flat|deep|hot|random][,size=BYTES|size=MIN-MAX]
                    [,part=BYTES][,seed=N][,variants=N][,stamped=true]
                    [,missing=N][,changed=N]
                           a bucket that is computed; one key in N missing, one object in N changed
      GET /-/stats tells the requests by operation as JSON; POST /-/reset starts counting anew;
      POST /-/empty/NAME forgets all objects of a bucket.
      """;

  static SandboxOptions parse(String[] arguments) {
    int port = 0;
    UnsignedPayload unsigned = UnsignedPayload.TAKEN;
    Duration latency = Duration.ZERO;
    Duration pageLatency = Duration.ZERO;
    List<String> accesses = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    List<String> buckets = new ArrayList<>();
    Map<String, Long> sinks = new LinkedHashMap<>();
    Map<String, SyntheticSpec> synthetic = new LinkedHashMap<>();
    Iterator<String> words = List.of(arguments).iterator();
    while (words.hasNext()) {
      String name = words.next();
      if (name.equals("--refuse-unsigned")) {
        unsigned = UnsignedPayload.REFUSED;
        continue;
      }
      if (!words.hasNext()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = words.next();
      switch (name) {
        case "--port" -> port = Integer.parseInt(value);
        case "--latency" -> latency = milliseconds(value);
        case "--page-latency" -> pageLatency = milliseconds(value);
        case "--access" -> accesses.add(value);
        case "--secret" -> secrets.add(value);
        case "--bucket" -> buckets.add(value);
        case "--sink" -> {
          BucketOption option = BucketOption.parse(value);
          sinks.put(option.name(), option.number("keep", 0));
        }
        case "--synthetic" -> {
          BucketOption option = BucketOption.parse(value);
          synthetic.put(option.name(), option.spec());
        }
        default -> throw new IllegalArgumentException("There is no option " + name);
      }
    }
    return new SandboxOptions(
        port,
        keys(accesses, secrets),
        unsigned,
        new Latency(latency, pageLatency),
        buckets,
        sinks,
        synthetic);
  }

  private static Duration milliseconds(String value) {
    if (!value.matches("[0-9]{1,6}ms")) {
      throw new IllegalArgumentException("'" + value + "' is no time such as 50ms");
    }
    return Duration.ofMillis(Long.parseLong(value, 0, value.length() - 2, 10));
  }

  private static List<AccessKey> keys(List<String> accesses, List<String> secrets) {
    if (accesses.size() != secrets.size()) {
      throw new IllegalArgumentException("Each --access needs its --secret");
    }
    List<AccessKey> keys = new ArrayList<>();
    for (int i = 0; i < accesses.size(); i++) {
      Account account = i == 0 ? Account.LOCKSTEP : Account.named(accesses.get(i));
      keys.add(new AccessKey(accesses.get(i), secrets.get(i), account));
    }
    return keys.isEmpty()
        ? List.of(new AccessKey("lockstep", "lockstep-secret", Account.LOCKSTEP))
        : keys;
  }
}
