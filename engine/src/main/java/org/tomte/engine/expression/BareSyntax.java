package org.tomte.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree of an expression as it was written: macros are not replaced, types not checked. For
 * languages that are a part of CEL.
 */
public final class BareSyntax {

  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder().setOptions(ExpressionCompiler.OPTIONS).build();

  private final CelAbstractSyntaxTree tree;

  private BareSyntax(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  /**
   * What parsing gives.
   *
   * @param tree null when there are faults
   * @param faults empty when there is a tree
   */
  public record Parsed(@Nullable BareSyntax tree, List<ExpressionFault> faults) {
    /** Copies the list. */
    public Parsed {
      faults = List.copyOf(faults);
    }
  }

  /** Parses an expression within the limits that all expressions have. */
  public static Parsed parse(String text) {
    if (text.length() > ExpressionLimits.TEXT) {
      return faults(
          "the expression has %d characters; the limit is %d"
              .formatted(text.length(), ExpressionLimits.TEXT));
    }
    try {
      CelValidationResult parsed = PARSER.parse(text);
      return parsed.hasError()
          ? new Parsed(null, FaultWriter.ofSyntax(parsed.getErrors()))
          : new Parsed(new BareSyntax(parsed.getAst()), List.of());
    } catch (CelValidationException e) {
      return new Parsed(null, FaultWriter.ofSyntax(e.getErrors()));
    } catch (StackOverflowError _) {
      return faults("the expression is nested too deeply; the limit is " + ExpressionLimits.DEPTH);
    }
  }

  private static Parsed faults(String message) {
    return new Parsed(null, List.of(ExpressionFault.at(1, 1, message)));
  }

  /** The topmost node. */
  public CelExpr root() {
    return tree.getExpr();
  }

  /** A fault at the place of a node. */
  public ExpressionFault fault(CelExpr node, String message, @Nullable String suggestion) {
    return FaultWriter.fault(FaultWriter.locationOf(tree, node), message, suggestion);
  }

  /** Faults in the order of the text, none twice. */
  public static List<ExpressionFault> inOrder(List<ExpressionFault> faults) {
    return FaultWriter.sorted(faults);
  }
}
