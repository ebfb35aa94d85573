package dev.lockstep.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Spoils texts that somebody has to read: cuts, doubles, moves, flips and mixes in what such texts
/// are made of. The same seed spoils alike.
public final class Mutations {
  private static final int MOST_AT_ONCE = 4;

  private final Random random;
  private final List<byte[]> words;

  /// @param words what such texts are made of, to be put where it does not belong
  public Mutations(long seed, List<String> words) {
    this.random = new Random(seed);
    this.words = words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /// How many texts a test of this kind tries: few in a build, many where it is asked for by the
  /// property `lockstep.fuzz`.
  public static int rounds() {
    return Integer.getInteger("lockstep.fuzz", 20_000);
  }

  public Random random() {
    return random;
  }

  /// A spoilt copy; now and then a faithful one.
  public byte[] of(byte[] text) {
    byte[] spoilt = text;
    for (int i = random.nextInt(MOST_AT_ONCE + 1); i > 0; i--) {
      spoilt = once(spoilt);
    }
    return spoilt;
  }

  private byte[] once(byte[] text) {
    int from = random.nextInt(text.length + 1);
    int to = Math.min(text.length, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
    return switch (random.nextInt(7)) {
      case 0 -> spliced(text, from, from, new byte[] {(byte) random.nextInt(256)});
      case 1 ->
          spliced(
              text, from, Math.min(text.length, from + 1), new byte[] {(byte) random.nextInt(256)});
      case 2 -> spliced(text, from, to, new byte[0]);
      case 3 -> spliced(text, from, from, slice(text, from, to));
      case 4 -> spliced(text, from, from, words.get(random.nextInt(words.size())));
      case 5 -> spliced(text, from, to, words.get(random.nextInt(words.size())));
      default -> slice(text, 0, from);
    };
  }

  private static byte[] slice(byte[] text, int from, int to) {
    return spliced(new byte[0], 0, 0, Arrays.copyOfRange(text, from, to));
  }

  private static byte[] spliced(byte[] text, int from, int to, byte[] middle) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + middle.length);
    out.write(text, 0, from);
    out.writeBytes(middle);
    out.write(text, to, text.length - to);
    return out.toByteArray();
  }
}
