package dev.lockstep.build;

import org.junit.jupiter.api.Test;

class NoVarTest {
  private final CheckedCompilation compilation = new CheckedCompilation(NoVar.class);

  @Test
  void refusesVarWhereverATypeCouldStand() {
    compilation
        .source(
            "Shape.java",
            """
            import java.util.List;

            record Shape(int sides) {
              static int count(Object object, List<Shape> shapes) {
                // refused: Write the type
                var count = 0;
                // refused: Write the type
                for (var shape : shapes) {
                  count += shape.sides();
                }
                // refused: Write the type
                return object instanceof Shape(var sides) ? sides : count;
              }
            }
            """)
        .refusesAsMarked();
  }

  @Test
  void acceptsWrittenTypesAndLambdaParameters() {
    compilation
        .source(
            "Shape.java",
            """
            import java.util.function.IntUnaryOperator;

            record Shape(int sides) {
              static int twice(Object object) {
                IntUnaryOperator twice = n -> 2 * n;
                return object instanceof Shape(int sides) ? twice.applyAsInt(sides) : 0;
              }
            }
            """)
        .refusesAsMarked();
  }
}
