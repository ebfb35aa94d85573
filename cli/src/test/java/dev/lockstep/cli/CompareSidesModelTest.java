package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Report.Row;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.object.BucketName;
import dev.lockstep.sandbox.fault.Fault;
import dev.lockstep.sandbox.fault.FaultPlan;
import dev.lockstep.sandbox.fault.FaultyStore;
import dev.lockstep.telemetry.JsonReader;
import dev.lockstep.telemetry.JsonValue;
import dev.lockstep.testkit.Seeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two sides of whatever kinds, formats and orders give the verdict that a model of them gives.
class CompareSidesModelTest {
  private static final List<String> PIECES =
      List.of(
          "a//b", "../x", "ü", "\n", "a+b%2F", "\"", ",", "'", " ", "%", "+", "日本", "k", "/", "\\",
          "\t", "z");
  private static final List<String> CONTENTS = List.of("", "x", "y", "zz", "ab");

  @TempDir private Path folder = Path.of("");

  private enum Kind {
    BUCKET,
    REPORT,
    MANIFEST
  }

  /// What a comparison must say.
  private record Verdict(long same, long missing, long extra, long different, long undecided) {
    static Verdict of(
        Map<String, String> a, Map<String, String> b, boolean presence, boolean plain) {
      long same = 0;
      long missing = 0;
      long different = 0;
      long undecided = 0;
      for (Map.Entry<String, String> one : a.entrySet()) {
        String other = b.get(one.getKey());
        if (other == null) {
          missing++;
        } else if (presence || other.equals(one.getValue())) {
          same++;
        } else {
          different++;
          undecided += other.length() == one.getValue().length() && !plain ? 1 : 0;
        }
      }
      Set<String> extra = new TreeSet<>(b.keySet());
      extra.removeAll(a.keySet());
      return new Verdict(same, missing, extra.size(), different, undecided);
    }

    static Verdict of(JsonValue.Members json) {
      return new Verdict(
          Long.parseLong(json.needed("same")),
          Long.parseLong(json.needed("onlyInSource")),
          Long.parseLong(json.needed("onlyInDestination")),
          Long.parseLong(json.needed("different")),
          Long.parseLong(json.needed("undecided")));
    }
  }

  private static String key(RandomGenerator random) {
    StringBuilder key = new StringBuilder();
    int pieces = 1 + random.nextInt(4);
    for (int i = 0; i < pieces; i++) {
      key.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    while (random.nextInt(20) == 0 && bytes(key) < 1024) {
      key.append("l".repeat(1024 - bytes(key)));
    }
    return key.toString();
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String content(RandomGenerator random) {
    return CONTENTS.get(random.nextInt(CONTENTS.size()));
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Brings one side into being.
  private final class Making {
    private final TwoStores stores;
    private final RandomGenerator random;

    /// Whether reports say how objects are encrypted.
    private final boolean plain;

    Making(TwoStores stores, RandomGenerator random, boolean plain) {
      this.stores = stores;
      this.random = random;
      this.plain = plain;
    }

    /// @return how it is typed
    String side(Kind kind, String name, Map<String, String> objects) {
      List<String> keys = new ArrayList<>(objects.keySet());
      if (random.nextBoolean()) {
        Collections.shuffle(keys, new Random(random.nextLong()));
      } else {
        keys.sort((one, other) -> Arrays.compareUnsigned(utf8(one), utf8(other)));
      }
      return switch (kind) {
        case BUCKET -> bucket(name, objects);
        case REPORT -> report(name, keys, objects);
        case MANIFEST -> manifest(name, keys);
      };
    }

    private String bucket(String name, Map<String, String> objects) {
      stores.a.createBucket(new BucketName(name));
      objects.forEach((key, text) -> TwoStores.put(stores.a, new BucketName(name), key, text));
      return "a:" + name;
    }

    private String report(String name, List<String> keys, Map<String, String> objects) {
      List<Row> rows = new ArrayList<>();
      boolean versions = random.nextBoolean();
      for (String key : keys) {
        String text = Objects.requireNonNull(objects.get(key));
        Row row = Row.of(key, md5(text)).sized(bytes(text)).encrypted(plain ? "SSE-S3" : "");
        if (versions) {
          rows.add(row.version("old", false).sized(99));
          rows.add(row.version("new", true));
        } else {
          rows.add(row);
        }
      }
      if (versions && random.nextBoolean()) {
        rows.add(Row.of("gone", "").version("m", true).asMarker());
      }
      InventoryFormat[] formats = InventoryFormat.values();
      Report report = new Report(name, rows.toArray(Row[]::new));
      report.inFilesOf(1 + random.nextInt(10));
      return "b:reports/"
          + report.deliver(
              stores.b, REPORTS, formats[random.nextInt(formats.length)], TwoStores.NOW);
    }

    private String manifest(String name, List<String> keys) {
      StringBuilder text = new StringBuilder();
      for (String key : keys) {
        text.append("bucket,")
            .append(URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"))
            .append('\n');
      }
      try {
        return Files.writeString(folder.resolve(name + ".csv"), text).toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> changed(Map<String, String> from, RandomGenerator random) {
    Map<String, String> to = new TreeMap<>(from);
    for (String key : from.keySet()) {
      switch (random.nextInt(6)) {
        case 0 -> to.remove(key);
        case 1 -> to.put(key, content(random));
        default -> {}
      }
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      to.put(key(random), content(random));
    }
    return to;
  }

  private static Map<String, String> some(RandomGenerator random) {
    Map<String, String> objects = new TreeMap<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      objects.put(key(random), content(random));
    }
    return objects;
  }

  private static Kind kind(RandomGenerator random) {
    return Kind.values()[random.nextInt(Kind.values().length)];
  }

  @Test
  void anyMixOfSidesGivesTheVerdictOfTheModel() {
    Seeded.trials(
        150,
        random -> {
          TwoStores stores = new TwoStores();
          Map<String, String> a = some(random);
          Map<String, String> b = changed(a, random);
          Kind one = kind(random);
          Kind other = one == Kind.BUCKET ? Kind.values()[1 + random.nextInt(2)] : kind(random);
          boolean plain = random.nextBoolean();
          Making making = new Making(stores, random, plain);
          String source = making.side(one, "one", a);
          String destination = making.side(other, "other", b);

          int code = stores.run("compare", source, destination, "--output", "json");

          boolean presence = one == Kind.MANIFEST || other == Kind.MANIFEST;
          boolean both = one == Kind.REPORT && other == Kind.REPORT;
          Verdict expected = Verdict.of(a, b, presence, plain && both);
          String what = source + " " + destination + " " + stores.err();
          assertThat(Verdict.of(JsonReader.readMembers(stores.out()))).as(what).isEqualTo(expected);
          boolean differs = expected.missing + expected.extra + expected.different > 0;
          assertThat(code).isEqualTo(differs ? 1 : 0);
        });
  }

  /// Whatever a store does while a report is fetched, either the verdict is right or there is none.
  private void faulty(FaultPlan plan, int code) {
    Seeded.trials(
        5,
        random -> {
          TwoStores stores = new TwoStores();
          Map<String, String> a = some(random);
          a.put("one at least", "x");
          Map<String, String> b = changed(a, random);
          b.put("other", "x");
          Making making = new Making(stores, random, false);
          String source = making.side(Kind.REPORT, "one", a);
          String destination = making.side(Kind.BUCKET, "other", b);
          FaultPlan atFiles = plan.where(asked -> asked.key().contains("/data/"));
          ObjectStore before = new FaultyStore(stores.b, atFiles, 1000);
          stores.beforeB = before;

          int found =
              stores.run("compare", source, destination, "--output", "json", "--retries", "2");

          assertThat(atFiles.injected()).isNotEmpty();
          assertThat(found).as(stores.out() + stores.err()).isEqualTo(code);
          if (code == 1) {
            assertThat(Verdict.of(JsonReader.readMembers(stores.out())))
                .isEqualTo(Verdict.of(a, b, false, false));
          } else {
            assertThat(stores.out()).contains("\"complete\":false").contains("/data/");
          }
        });
  }

  @Test
  void aBodyThatIsCutOnceIsAskedForAgain() {
    faulty(FaultPlan.always(Fault.Breakage.BODY_CUT).times(1), 1);
  }

  @Test
  void aBodyThatIsAlwaysCutGivesNoVerdict() {
    faulty(FaultPlan.always(Fault.Breakage.BODY_CUT), 3);
  }

  @Test
  void aFlippedBitGivesNoVerdict() {
    faulty(FaultPlan.always(Fault.Lie.BIT_FLIPPED_IN_READ), 3);
  }

  @Test
  void aStoreThatAsksToSlowDownIsAskedAgain() {
    faulty(FaultPlan.always(Fault.Status.SLOW_DOWN).times(1), 1);
  }

  @Test
  void aStoreThatDeniesAccessIsNamed() {
    faulty(FaultPlan.always(Fault.Status.ACCESS_DENIED), 4);
  }
}
