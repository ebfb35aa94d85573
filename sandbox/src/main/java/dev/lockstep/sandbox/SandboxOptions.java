package dev.lockstep.sandbox;

import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import java.util.ArrayList;
import java.util.List;

/// What the command line of a sandbox says.
record SandboxOptions(int port, List<AccessKey> keys, List<String> buckets) {
  static final String USAGE =
      """
      usage: sandbox [--port N] [--access KEY --secret SECRET] [--bucket NAME]...
      """;

  static SandboxOptions parse(String[] arguments) {
    int port = 0;
    String access = "lockstep";
    String secret = "lockstep-secret";
    List<String> buckets = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--port" -> port = Integer.parseInt(value);
        case "--access" -> access = value;
        case "--secret" -> secret = value;
        case "--bucket" -> buckets.add(value);
        default -> throw new IllegalArgumentException("There is no option " + arguments[i]);
      }
    }
    return new SandboxOptions(
        port, List.of(new AccessKey(access, secret, Account.LOCKSTEP)), buckets);
  }
}
