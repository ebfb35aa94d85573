package dev.lockstep.listing;

import dev.lockstep.object.ObjectKey;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Makes sets of keys as buckets have them: of any alphabet, flat or deep, with long common
/// beginnings, keys that are beginnings of others.
public final class RandomKeys {
  private static final List<String> ALPHABETS =
      List.of(
          "01",
          "0123456789abcdef",
          "abcdefghijklmnopqrstuvwxyz/",
          "/",
          "aZ09-_./ +%",
          "\u0001\n ~\u007f",
          "äöüß漢字\uff5e😀𝄞",
          "\ud7ff\ue000\uffff");

  private RandomKeys() {}

  public static SortedSet<ObjectKey> some(RandomGenerator random, int most) {
    SortedSet<ObjectKey> keys = new TreeSet<>();
    int count = random.nextInt(most);
    int[] alphabet = ALPHABETS.get(random.nextInt(ALPHABETS.size())).codePoints().toArray();
    String beginning = text(random, alphabet, random.nextInt(30));
    int longest = 1 + random.nextInt(12);
    boolean nested = random.nextBoolean();
    String before = "";
    for (int i = 0; i < count; i++) {
      String key =
          beginning
              + (nested && random.nextInt(3) > 0 ? before : "")
              + text(random, alphabet, 1 + random.nextInt(longest));
      if (key.length() < 200) {
        keys.add(ObjectKey.of(key));
        before = key.substring(beginning.length());
      } else {
        before = "";
      }
    }
    return keys;
  }

  private static String text(RandomGenerator random, int[] alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
