package dev.lockstep.build;

import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.errorprone.BugPattern;
import com.google.errorprone.BugPattern.LinkType;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.CompilationUnitTreeMatcher;
import com.google.errorprone.bugpatterns.BugChecker.MethodTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import java.net.URI;

/**
 * A method fits on a screen and a file in a head. Above the limits lies a second idea that wants a
 * name. Aim far lower: 10 lines for a method, 80 for a file.
 */
@BugPattern(
    summary = "Too long: find the second idea in it and give that a name",
    severity = ERROR,
    linkType = LinkType.NONE,
    suppressionAnnotations = {})
public final class MethodSize extends BugChecker
    implements MethodTreeMatcher, CompilationUnitTreeMatcher {
  private static final int METHOD_LINES = 60;
  private static final int FILE_LINES = 500;
  private static final int TEST_FILE_LINES = 800;

  private final Exemptions exemptions = Exemptions.inThisJar();

  @Override
  public Description matchMethod(MethodTree tree, VisitorState state) {
    long lines = lines(tree, state);
    if (lines <= METHOD_LINES || ASTHelpers.isGeneratedConstructor(tree)) {
      return Description.NO_MATCH;
    }
    MethodSymbol method = ASTHelpers.getSymbol(tree);
    return refuse(tree, method.owner.getQualifiedName() + "." + method.name, lines, METHOD_LINES);
  }

  @Override
  public Description matchCompilationUnit(CompilationUnitTree tree, VisitorState state) {
    long lines = tree.getLineMap().getLineNumber(state.getSourceCode().length());
    int limit = isTest(tree.getSourceFile().toUri()) ? TEST_FILE_LINES : FILE_LINES;
    if (lines <= limit || tree.getTypeDecls().isEmpty()) {
      return Description.NO_MATCH;
    }
    Tree type = tree.getTypeDecls().getFirst();
    return refuse(type, ASTHelpers.getSymbol(type).getQualifiedName().toString(), lines, limit);
  }

  private Description refuse(Tree tree, String name, long lines, int limit) {
    return exemptions.contain(name)
        ? Description.NO_MATCH
        : buildDescription(tree)
            .setMessage(
                "%s has %d lines, the limit is %d. %s".formatted(name, lines, limit, message()))
            .build();
  }

  private static long lines(MethodTree tree, VisitorState state) {
    LineMap map = state.getPath().getCompilationUnit().getLineMap();
    long first = map.getLineNumber(ASTHelpers.getStartPosition(tree));
    return map.getLineNumber(state.getEndPosition(tree)) - first + 1;
  }

  private static boolean isTest(URI source) {
    return source.toString().contains("/src/test/");
  }
}
