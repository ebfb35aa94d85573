package dev.lockstep.pages;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// What every page carries: its style, its program, and the library that draws. Read from the jar
/// when a page is written, and by nothing else.
///
/// @param style CSS
/// @param library ECharts, whole
/// @param program what draws this page's charts by it
record PageParts(String style, String library, String program) {
  static PageParts load() throws IOException {
    return new PageParts(
        resource("page.css"), resource("echarts/echarts.min.js"), resource("page.js"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// What a browser may do with the page: run these two programs, and load nothing.
  String policy() {
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src '"
        + hash(library)
        + "' '"
        + hash(program)
        + "'";
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
