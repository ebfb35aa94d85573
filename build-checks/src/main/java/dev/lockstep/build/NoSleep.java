package dev.lockstep.build;

import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;
import static com.google.errorprone.matchers.Matchers.anyOf;
import static com.google.errorprone.matchers.Matchers.instanceMethod;
import static com.google.errorprone.matchers.Matchers.staticMethod;

import com.google.errorprone.BugPattern;
import com.google.errorprone.BugPattern.LinkType;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.MemberReferenceTreeMatcher;
import com.google.errorprone.bugpatterns.BugChecker.MethodInvocationTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.matchers.Matcher;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;

/**
 * Nobody waits by guessing how long something takes: a sleep in a test is slow when the guess is
 * high and fails when it is low, and a sleep in the product cannot be woken. Waiting is for a
 * condition, with a limit.
 */
@BugPattern(
    summary =
        "Wait for a condition with a limit (Condition.await, CountDownLatch, join), never for a guessed time",
    severity = ERROR,
    linkType = LinkType.NONE,
    suppressionAnnotations = {})
public final class NoSleep extends BugChecker
    implements MethodInvocationTreeMatcher, MemberReferenceTreeMatcher {
  private static final Matcher<ExpressionTree> SLEEP =
      anyOf(
          staticMethod().onClass("java.lang.Thread").named("sleep"),
          instanceMethod().onExactClass("java.util.concurrent.TimeUnit").named("sleep"));

  @Override
  public Description matchMethodInvocation(MethodInvocationTree tree, VisitorState state) {
    return sleeps(tree, state);
  }

  @Override
  public Description matchMemberReference(MemberReferenceTree tree, VisitorState state) {
    return sleeps(tree, state);
  }

  private Description sleeps(ExpressionTree tree, VisitorState state) {
    return SLEEP.matches(tree, state) ? describeMatch(tree) : Description.NO_MATCH;
  }
}
