package dev.lockstep.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManifestRoundTripTest {
  private static final List<String> PIECES =
      List.of(
          "a", "Z", "/", "//", "..", " ", "+", "%", "%20", "%2B", ",", "\"", "\"\"", "\n", "\r\n",
          "\t", "\\", "ü", "漢", "😀", "?", "#", "&", "=", "(\"", "\")", "'", "null", "\u0001", "{");
  private static final BucketName SRC = new BucketName("src");

  @TempDir private Path folder;

  private static ObjectKey key(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int pieces = 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 8);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return ObjectKey.of(text.toString());
  }

  private static List<ManifestEntry> entries(RandomGenerator random, boolean versions) {
    List<ManifestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(20); i++) {
      VersionId version =
          versions
              ? new VersionId(random.nextInt(3) == 0 ? "null" : "v" + random.nextInt(99))
              : null;
      entries.add(new ManifestEntry(SRC, key(random), version, random.nextLong(1L << 50)));
    }
    return entries;
  }

  static byte[] written(List<ManifestEntry> entries, ManifestFormat format, boolean versions) {
    StringWriter text = new StringWriter();
    try {
      ManifestWriter writer = new ManifestWriter(text, format, versions);
      for (ManifestEntry entry : entries) {
        writer.write(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<ManifestEntry> withoutLiterals(List<ManifestEntry> entries, boolean sizes) {
    return entries.stream()
        .map(entry ->
            new ManifestEntry(
                entry.bucket(),
                entry.key(),
                entry.version(),
                sizes ? entry.size() : ManifestEntry.UNKNOWN_SIZE))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(ManifestFormat.class)
  void whateverKeysThereAreTheyComeBackFromEachFormat(ManifestFormat format) {
    boolean sizes = format == ManifestFormat.S3DISTCP || format == ManifestFormat.ROWS;
    Seeded.trials(
        300,
        random -> {
          boolean versions =
              format == ManifestFormat.CONCATENATED
                  || format != ManifestFormat.S3DISTCP && random.nextBoolean();
          List<ManifestEntry> entries = entries(random, versions);

          Heard heard = Heard.of(written(entries, format, versions), ManifestReading.PLAIN);

          assertThat(heard.bad).isEmpty();
          assertThat(withoutLiterals(heard.entries, sizes))
              .isEqualTo(withoutLiterals(entries, sizes));
        });
  }

  @Test
  void trapT10keysAreEncodedOnceSoThatBothKindsOfDecoderAgree() {
    Seeded.trials(
        500,
        random -> {
          ObjectKey key = key(random);

          String text = KeyEncoding.encode(key);

          assertThat(text).matches("([A-Za-z0-9_.~*/-]|%[0-9A-F]{2})*");
          assertThat(KeyEncoding.decode(text)).isEqualTo(key);
          assertThat(URLDecoder.decode(text, StandardCharsets.UTF_8)).isEqualTo(key.text());
        });
    assertThat(KeyEncoding.encode(ObjectKey.of("a b+c%d,\"\nü/*~")))
        .isEqualTo("a%20b%2Bc%25d%2C%22%0A%C3%BC/*~");
  }

  @Test
  void aKeyOf1024BytesAndOneThatIsNoUtf8ComeBackFromCsv() {
    byte[] bytes = {'a', (byte) 0xff, '%'};
    List<ManifestEntry> entries =
        List.of(
            new ManifestEntry(SRC, ObjectKey.of("\n".repeat(1024)), null, -1),
            new ManifestEntry(SRC, ObjectKey.of("ü".repeat(512)), null, -1),
            new ManifestEntry(SRC, ObjectKey.ofBytes(bytes, 0, 3), null, -1));

    Heard heard = Heard.of(written(entries, ManifestFormat.CSV, false), ManifestReading.PLAIN);

    assertThat(withoutLiterals(heard.entries, false)).isEqualTo(entries);
    assertThatThrownBy(() -> written(entries, ManifestFormat.ROWS, false))
        .hasMessageContaining("no UTF-8");
  }

  @Test
  void whatAFormatCantSayIsNotWritten() {
    List<ManifestEntry> entries = List.of(new ManifestEntry(SRC, ObjectKey.of("a"), null, -1));

    assertThatThrownBy(() -> written(entries, ManifestFormat.S3DISTCP, true))
        .hasMessageContaining("no versions");
    assertThatThrownBy(() -> written(entries, ManifestFormat.S3DISTCP, false))
        .hasMessageContaining("none is known of a");
  }

  @Test
  void theBytesOfEachFormatAreAsAwsHasThem() {
    List<ManifestEntry> entries =
        List.of(new ManifestEntry(SRC, ObjectKey.of("a b"), VersionId.NULL, 5));

    assertThat(text(written(entries, ManifestFormat.CSV, true))).isEqualTo("src,a%20b,null\n");
    assertThat(text(written(entries, ManifestFormat.CSV, false))).isEqualTo("src,a%20b\n");
    assertThat(text(written(entries, ManifestFormat.S3DISTCP, false)))
        .isEqualTo(
            "{\"path\":\"s3://src/a b\",\"baseName\":\"a b\",\"srcDir\":\"s3://src\",\"size\":5}\n");
    assertThat(text(written(entries, ManifestFormat.CONCATENATED, true)))
        .isEqualTo("(\"src\",\"a b\",\"null\")\n");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void entriesOfOneKeyComeTogetherAndEachOnceHoweverTheManifestIsDivided() {
    Seeded.trials(
        20,
        random -> {
          List<ManifestEntry> entries = entries(random, true);
          entries.addAll(entries(random, true));
          entries.addAll(List.copyOf(entries));
          try (ManifestSpool spool = ManifestSpool.in(folder)) {
            entries.forEach(spool::add);
            List<List<ManifestEntry>> groups = new ArrayList<>();
            new ManifestGroups(folder, 1 + random.nextInt(8)).forEach(spool, groups::add);

            assertThat(groups.stream().map(group -> group.getFirst().key()))
                .doesNotHaveDuplicates();
            assertThat(groups)
                .allSatisfy(group ->
                    assertThat(group)
                        .allMatch(entry -> entry.key().equals(group.getFirst().key())));
            assertThat(groups.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(new LinkedHashSet<>(entries));
          }
        });
  }

  @Test
  void aSpoolGivesBackWhatWasAddedAsOftenAsItIsAsked() {
    Seeded.trials(
        20,
        random -> {
          List<ManifestEntry> entries = entries(random, random.nextBoolean());
          try (ManifestSpool spool = ManifestSpool.in(folder)) {
            entries.forEach(spool::add);
            for (int i = 0; i < 2; i++) {
              List<ManifestEntry> read = new ArrayList<>();
              spool.forEach(read::add);
              assertThat(read).isEqualTo(entries);
            }
          }
        });
  }
}
