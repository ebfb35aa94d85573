package dev.lockstep.build;

import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.errorprone.BugPattern;
import com.google.errorprone.BugPattern.LinkType;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.VariableTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;

/** Types are written out: a reader without an editor sees what a name holds. */
@BugPattern(
    summary = "Write the type; var hides it from a reader",
    severity = ERROR,
    linkType = LinkType.NONE,
    suppressionAnnotations = {})
public final class NoVar extends BugChecker implements VariableTreeMatcher {
  @Override
  public Description matchVariable(VariableTree tree, VisitorState state) {
    return ((JCVariableDecl) tree).declaredUsingVar() || isVarInPattern(tree, state)
        ? describeMatch(tree)
        : Description.NO_MATCH;
  }

  /**
   * In a pattern javac keeps no note of var, but there it is the only way to leave the type out.
   */
  private static boolean isVarInPattern(VariableTree tree, VisitorState state) {
    return state.getPath().getParentPath().getLeaf() instanceof BindingPatternTree
        && ASTHelpers.hasImplicitType(tree, state);
  }
}
