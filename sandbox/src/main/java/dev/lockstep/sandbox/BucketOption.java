package dev.lockstep.sandbox;

import dev.lockstep.sandbox.synthetic.KeyScheme;
import dev.lockstep.sandbox.synthetic.SizeScheme;
import dev.lockstep.sandbox.synthetic.SyntheticSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A bucket as the command line describes it: `NAME,field=value,...`.
record BucketOption(String name, Map<String, String> fields) {
  private static final Set<String> KNOWN =
      Set.of(
          "keep",
          "keys",
          "scheme",
          "size",
          "part",
          "seed",
          "variants",
          "stamped",
          "missing",
          "changed");

  static BucketOption parse(String text) {
    String[] words = text.split(",", -1);
    Map<String, String> fields = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals < 0 || !KNOWN.contains(words[i].substring(0, equals))) {
        throw new IllegalArgumentException("'" + words[i] + "' says nothing of a bucket");
      }
      fields.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    return new BucketOption(words[0], fields);
  }

  long number(String field, long otherwise) {
    String value = fields.get(field);
    return value == null ? otherwise : Long.parseLong(value.replace("_", ""));
  }

  SyntheticSpec spec() {
    long seed = number("seed", 0);
    SyntheticSpec plain = SyntheticSpec.of(keys(seed), sizes(seed)).withSeed(seed);
    SyntheticSpec spec =
        plain
            .withVariants(Math.toIntExact(number("variants", plain.variants())))
            .withPartSize(number("part", plain.partSize()))
            .withMissingEvery(number("missing", 0))
            .withChangedEvery(number("changed", 0));
    return fields.getOrDefault("stamped", "false").equals("true") ? spec.withStamps() : spec;
  }

  private KeyScheme keys(long seed) {
    long count = number("keys", 1000);
    String scheme = fields.getOrDefault("scheme", "flat");
    return switch (scheme) {
      case "flat" -> KeyScheme.flat(count);
      case "deep" -> KeyScheme.deep(count);
      case "hot" -> KeyScheme.hot(count);
      case "random" -> KeyScheme.random(count, seed);
      default -> throw new IllegalArgumentException("There is no scheme of keys '" + scheme + "'");
    };
  }

  private SizeScheme sizes(long seed) {
    String size = fields.getOrDefault("size", "4096");
    int dash = size.indexOf('-');
    return dash < 0
        ? SizeScheme.fixed(number("size", 4096))
        : SizeScheme.spread(
            Long.parseLong(size.substring(0, dash)),
            Long.parseLong(size.substring(dash + 1)),
            seed);
  }
}
