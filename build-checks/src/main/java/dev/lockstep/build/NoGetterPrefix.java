package dev.lockstep.build;

import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.errorprone.BugPattern;
import com.google.errorprone.BugPattern.LinkType;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.MethodTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.MethodTree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import java.util.regex.Pattern;

/**
 * A verb tells the cost: {@code key()} is free, {@code head}, {@code list} and {@code fetch} go to
 * the network, {@code plan} computes. "get" says none of it. What a third party's interface calls
 * so keeps its name.
 */
@BugPattern(
    summary =
        "Name what it costs: key() is free, headX/listX/fetchX go to the network, planX computes",
    severity = ERROR,
    linkType = LinkType.NONE,
    suppressionAnnotations = {})
public final class NoGetterPrefix extends BugChecker implements MethodTreeMatcher {
  private static final Pattern GETTER = Pattern.compile("get(\\p{Lu}.*)?");

  @Override
  public Description matchMethod(MethodTree tree, VisitorState state) {
    MethodSymbol method = ASTHelpers.getSymbol(tree);
    return GETTER.matcher(tree.getName()).matches()
            && ASTHelpers.findSuperMethods(method, state.getTypes()).isEmpty()
        ? describeMatch(tree)
        : Description.NO_MATCH;
  }
}
