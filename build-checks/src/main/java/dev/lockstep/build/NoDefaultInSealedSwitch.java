package dev.lockstep.build;

import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.errorprone.BugPattern;
import com.google.errorprone.BugPattern.LinkType;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.SwitchExpressionTreeMatcher;
import com.google.errorprone.bugpatterns.BugChecker.SwitchTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.tools.javac.code.Symbol.TypeSymbol;
import com.sun.tools.javac.code.Type;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/**
 * A closed choice of ours is answered case by case, so that a new case is a compile error wherever
 * it was forgotten. A {@code default} would answer for it in silence. The choices of others may
 * grow without us: those keep their default.
 */
@BugPattern(
    summary = "Name every case of our sealed types and enums; default would hide a new one",
    severity = ERROR,
    linkType = LinkType.NONE,
    suppressionAnnotations = {})
public final class NoDefaultInSealedSwitch extends BugChecker
    implements SwitchTreeMatcher, SwitchExpressionTreeMatcher {
  @Override
  public Description matchSwitch(SwitchTree tree, VisitorState state) {
    return check(tree.getExpression(), tree.getCases());
  }

  @Override
  public Description matchSwitchExpression(SwitchExpressionTree tree, VisitorState state) {
    return check(tree.getExpression(), tree.getCases());
  }

  private Description check(ExpressionTree selector, List<? extends CaseTree> cases) {
    if (!isClosedChoiceOfOurs(ASTHelpers.getType(selector))) {
      return Description.NO_MATCH;
    }
    for (CaseTree aCase : cases) {
      for (CaseLabelTree label : aCase.getLabels()) {
        if (label instanceof DefaultCaseLabelTree) {
          return describeMatch(label);
        }
      }
    }
    return Description.NO_MATCH;
  }

  private static boolean isClosedChoiceOfOurs(Type type) {
    TypeSymbol symbol = type.getUpperBound() == null ? type.tsym : type.getUpperBound().tsym;
    boolean closed =
        symbol.getKind() == ElementKind.ENUM || symbol.getModifiers().contains(Modifier.SEALED);
    return closed && symbol.getQualifiedName().toString().startsWith("dev.lockstep.");
  }
}
