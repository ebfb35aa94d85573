package dev.lockstep.build;

import org.junit.jupiter.api.Test;

class NoGetterPrefixTest {
  private final CheckedCompilation compilation = new CheckedCompilation(NoGetterPrefix.class);

  @Test
  void refusesGet() {
    compilation
        .source(
            "Bucket.java",
            """
            interface Bucket {
              // refused: Name what it costs
              String getName();

              // refused: Name what it costs
              byte[] get(String key);
            }
            """)
        .refusesAsMarked();
  }

  @Test
  void acceptsOverridesAndOtherWords() {
    compilation
        .source(
            "Bucket.java",
            """
            import java.util.function.Supplier;

            record Bucket(String name) implements Supplier<String> {
              @Override
              public String get() {
                return name;
              }

              boolean getsAlong() {
                return true;
              }
            }
            """)
        .refusesAsMarked();
  }
}
