/**
 * What does this house refuse to compile? Each class is one rule as an Error Prone check; its
 * Javadoc says why the rule is there. Open {@link dev.lockstep.build.NoVar} first: it is the
 * smallest.
 *
 * <p>Every rule is an error and none can be silenced by an annotation. Sizes alone can be exempted,
 * in {@code exemptions.txt}. A rule becomes active by its line in {@code META-INF/services}. {@link
 * dev.lockstep.build.WarningsAreErrors} makes the compiler's own warnings, and Error Prone's, count
 * as well.
 *
 * <p>Javac calls the checks on its own thread, one compilation at a time.
 */
package dev.lockstep.build;
