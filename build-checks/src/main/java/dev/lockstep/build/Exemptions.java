package dev.lockstep.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be longer than the limits: one line each, a class ({@code
 * dev.lockstep.copy.ObjectCopier}) or a method ({@code dev.lockstep.copy.ObjectCopier.copyAll}), a
 * space, and the reason.
 */
record Exemptions(Map<String, String> reasons) {
  static Exemptions inThisJar() {
    try (InputStream file = Exemptions.class.getResourceAsStream("/exemptions.txt")) {
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Exemptions parse(String text) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] nameAndReason = line.split("\\s+", 2);
      if (nameAndReason.length < 2) {
        throw new IllegalArgumentException("exemptions.txt: no reason for " + line);
      }
      reasons.put(nameAndReason[0], nameAndReason[1]);
    }
    return new Exemptions(Map.copyOf(reasons));
  }

  boolean contain(String name) {
    return reasons.containsKey(name);
  }
}
