package dev.lockstep.build;

import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;
import static com.google.errorprone.matchers.Matchers.anyOf;
import static com.google.errorprone.matchers.Matchers.constructor;
import static com.google.errorprone.matchers.Matchers.staticMethod;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.BugPattern;
import com.google.errorprone.BugPattern.LinkType;
import com.google.errorprone.ErrorProneFlags;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.MemberReferenceTreeMatcher;
import com.google.errorprone.bugpatterns.BugChecker.MethodInvocationTreeMatcher;
import com.google.errorprone.bugpatterns.BugChecker.NewClassTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.matchers.Matcher;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import java.util.regex.Pattern;
import javax.inject.Inject;

/**
 * Time is a parameter (a {@code java.time.Clock}), so that a test can hold it still and a replay
 * gives the same answers. Only where the program is wired together may the system's clock be taken:
 * {@code -XepOpt:NoSystemClock:Wiring} names those packages or classes. {@code System.nanoTime}
 * measures durations and stays free.
 */
@BugPattern(
    summary = "Take a java.time.Clock as a parameter; only the wiring reads the system's",
    severity = ERROR,
    linkType = LinkType.NONE,
    suppressionAnnotations = {})
public final class NoSystemClock extends BugChecker
    implements MethodInvocationTreeMatcher, MemberReferenceTreeMatcher, NewClassTreeMatcher {
  private static final ImmutableList<String> DATES =
      ImmutableList.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.LocalTime",
          "java.time.OffsetDateTime",
          "java.time.OffsetTime",
          "java.time.Year",
          "java.time.YearMonth",
          "java.time.ZonedDateTime");

  private static final Matcher<ExpressionTree> SYSTEM_CLOCK =
      anyOf(
          staticMethod().onClass("java.lang.System").named("currentTimeMillis"),
          staticMethod()
              .onClass("java.time.Clock")
              .withNameMatching(Pattern.compile("system.*|tick.+")),
          staticMethod().onClassAny(DATES).named("now").withNoParameters(),
          staticMethod().onClassAny(DATES).named("now").withParameters("java.time.ZoneId"),
          constructor().forClass("java.util.Date").withNoParameters());

  private final ImmutableList<String> wiring;

  /**
   * For the service loader, which wants to see the class; the check itself is made with its
   * options.
   */
  public NoSystemClock() {
    wiring = ImmutableList.of();
  }

  @Inject
  NoSystemClock(ErrorProneFlags flags) {
    wiring = flags.getListOrEmpty("NoSystemClock:Wiring");
  }

  @Override
  public Description matchMethodInvocation(MethodInvocationTree tree, VisitorState state) {
    return readsSystemClock(tree, state);
  }

  @Override
  public Description matchMemberReference(MemberReferenceTree tree, VisitorState state) {
    return readsSystemClock(tree, state);
  }

  @Override
  public Description matchNewClass(NewClassTree tree, VisitorState state) {
    return readsSystemClock(tree, state);
  }

  private Description readsSystemClock(ExpressionTree tree, VisitorState state) {
    return SYSTEM_CLOCK.matches(tree, state) && !inWiring(state)
        ? describeMatch(tree)
        : Description.NO_MATCH;
  }

  private boolean inWiring(VisitorState state) {
    ClassSymbol enclosing = ASTHelpers.getSymbol(state.findEnclosing(ClassTree.class));
    String name = enclosing.outermostClass().getQualifiedName().toString();
    return wiring.stream().anyMatch(part -> name.equals(part) || name.startsWith(part + "."));
  }
}
