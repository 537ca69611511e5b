package org.tomte.engine.search;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchFields;
import org.tomte.engine.expression.BareSyntax;
import org.tomte.engine.expression.ExpressionFault;
import org.tomte.engine.expression.Suggestion;

/** The reading of one text: its fields and what is wrong with it. */
final class Reading {
  private final BareSyntax tree;
  private final SearchFields fields;
  private final List<ExpressionFault> faults = new ArrayList<>();

  Reading(BareSyntax tree, SearchFields fields) {
    this.tree = tree;
    this.fields = fields;
  }

  List<ExpressionFault> faults() {
    return BareSyntax.inOrder(faults);
  }

  void fault(CelExpr node, String message) {
    faults.add(tree.fault(node, message, null));
  }

  /** A word that is not among those that are valid. */
  void unknown(CelExpr node, String message, String word, List<String> valid) {
    faults.add(tree.fault(node, message, Suggestion.of(word, valid)));
  }

  boolean named(String field) {
    return fields.find(field).isPresent();
  }

  /** The field that a node names; null when it names none, which is a fault. */
  @Nullable SearchField field(CelExpr node) {
    String path = path(node);
    if (path == null) {
      fault(node, "a field is needed here, for example " + fields.names().get(1));
      return null;
    }
    SearchField field = fields.find(path).orElse(null);
    if (field == null) {
      unknown(
          node,
          "%s has no field '%s'; valid are %s"
              .formatted(fields.kind().word(), path, String.join(", ", fields.names())),
          path,
          fields.names());
    }
    return field;
  }

  /** The dotted name that a node is, without the leading {@code event}; null when it is none. */
  static @Nullable String path(CelExpr node) {
    String path = dotted(node);
    String prefix = SearchFields.EVENT + ".";
    return path != null && path.startsWith(prefix) ? path.substring(prefix.length()) : path;
  }

  private static @Nullable String dotted(CelExpr node) {
    return switch (node.getKind()) {
      case IDENT -> node.ident().name();
      case SELECT -> {
        String around = dotted(node.select().operand());
        yield around == null ? null : around + "." + node.select().field();
      }
      default -> null;
    };
  }
}
