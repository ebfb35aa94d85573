package dev.lockstep.build;

import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.errorprone.BugPattern;
import com.google.errorprone.BugPattern.LinkType;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.ClassTreeMatcher;
import com.google.errorprone.bugpatterns.BugChecker.CompilationUnitTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import java.util.regex.Pattern;

/**
 * A name says what a thing is, so that a newcomer guesses the file. These words fit anything, and
 * soon hold anything. A helper lives beside its only user; with two users it is a value that
 * deserves a name in a lower room.
 */
@BugPattern(
    summary = "This name fits anything; say what it is, or what is different about it",
    severity = ERROR,
    linkType = LinkType.NONE,
    suppressionAnnotations = {})
public final class NoForbiddenNames extends BugChecker
    implements ClassTreeMatcher, CompilationUnitTreeMatcher {
  private static final Pattern CLASS =
      Pattern.compile("(.*\\P{Lu})?(Utils?|Common|Manager|Impl|Helpers?|Base|Service)");
  private static final Pattern PACKAGE =
      Pattern.compile(
          "(.*\\.)?(utils?|common|managers?|impl|helpers?|base|services?|model)(\\..*)?");

  @Override
  public Description matchClass(ClassTree tree, VisitorState state) {
    return CLASS.matcher(tree.getSimpleName()).matches()
        ? describeMatch(tree)
        : Description.NO_MATCH;
  }

  @Override
  public Description matchCompilationUnit(CompilationUnitTree tree, VisitorState state) {
    return tree.getPackageName() != null
            && PACKAGE.matcher(tree.getPackageName().toString()).matches()
        ? describeMatch(tree.getPackage())
        : Description.NO_MATCH;
  }
}
