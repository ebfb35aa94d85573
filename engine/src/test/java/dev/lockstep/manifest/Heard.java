package dev.lockstep.manifest;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What was read of a manifest.
final class Heard implements ManifestListener {
  static final ManifestReading OF_SRC =
      new ManifestReading(null, null, List.of(), new BucketName("src"), ObjectKey.EMPTY);

  final List<ManifestEntry> entries = new ArrayList<>();
  final List<Long> lines = new ArrayList<>();
  final List<BadLine> bad = new ArrayList<>();
  ManifestSummary summary = new ManifestSummary(null, false, 0, 0, 0, 0, false, 0, false);

  static Heard of(String text) {
    return of(text, ManifestReading.PLAIN);
  }

  static Heard of(String text, ManifestReading reading) {
    return of(text.getBytes(StandardCharsets.UTF_8), reading);
  }

  static Heard of(byte[] bytes, ManifestReading reading) {
    Heard heard = new Heard();
    try {
      heard.summary = new ManifestReader(reading, heard).read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return heard;
  }

  @Override
  public void entry(long line, ManifestEntry entry) {
    lines.add(line);
    entries.add(entry);
  }

  @Override
  public void bad(BadLine line) {
    bad.add(line);
  }

  List<String> keys() {
    return entries.stream().map(entry -> entry.key().text()).toList();
  }

  List<String> versions() {
    return entries.stream().map(entry -> String.valueOf(entry.version())).toList();
  }

  List<Long> badNumbers() {
    return bad.stream().map(BadLine::number).toList();
  }
}
