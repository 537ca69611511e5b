package org.tomte.engine.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import liqp.Insertions;
import liqp.blocks.Case;
import liqp.blocks.Comment;
import liqp.blocks.For;
import liqp.blocks.If;
import liqp.blocks.Raw;
import liqp.blocks.Unless;
import liqp.filters.Filters;
import liqp.nodes.AtomNode;
import liqp.nodes.BlockNode;
import liqp.nodes.FilterNode;
import liqp.nodes.LNode;
import liqp.nodes.LookupNode;
import liqp.org.antlr.v4.runtime.ParserRuleContext;
import liqp.org.antlr.v4.runtime.Token;
import liqp.parser.v4.NodeVisitor;
import liqp.tags.Assign;
import liqp.tags.Break;
import liqp.tags.Continue;
import liquid.parser.v4.LiquidParser;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.ExpressionFault;
import org.tomte.engine.expression.Suggestion;

/**
 * Turns a parse tree into nodes with our outputs, blocks and filters, and notes what a template may
 * not use. One instance serves one rendering, because nodes of liqp are not safe for several
 * threads.
 */
final class Syntax extends NodeVisitor {

  private static final Set<String> TAGS =
      new TreeSet<>(
          Set.of(
              "assign",
              "break",
              "capture",
              "case",
              "comment",
              "continue",
              "for",
              "if",
              "raw",
              "unless"));

  private static final Insertions INSERTIONS =
      Insertions.of(
          new Assign(),
          new Break(),
          new Continue(),
          new CaptureBlock(),
          new Case(),
          new Comment(),
          new For(),
          new If(),
          new Raw(),
          new Unless());

  private final Target target;
  private final Filters filters;
  private final Set<String> filterNames;
  private final List<ExpressionFault> faults = new ArrayList<>();
  private final References references = new References();
  private int depth;

  Syntax(Target target, Filters filters, Set<String> filterNames) {
    super(INSERTIONS, filters, true);
    this.target = target;
    this.filters = filters;
    this.filterNames = filterNames;
  }

  /** What the visited tree may not use. */
  List<ExpressionFault> faults() {
    return faults;
  }

  /** What the visited tree reads. */
  References references() {
    return references;
  }

  @Override
  public LookupNode visitLookup_id_indexes(LiquidParser.Lookup_id_indexesContext context) {
    references.read(context);
    return super.visitLookup_id_indexes(context);
  }

  @Override
  public LNode visitAssignment(LiquidParser.AssignmentContext context) {
    references.local(context.id().getText());
    return super.visitAssignment(context);
  }

  @Override
  public LNode visitCapture_tag_Id(LiquidParser.Capture_tag_IdContext context) {
    references.local(context.id().getText());
    return super.visitCapture_tag_Id(context);
  }

  @Override
  public LNode visitCapture_tag_Str(LiquidParser.Capture_tag_StrContext context) {
    String quoted = context.Str().getText();
    references.local(quoted.substring(1, quoted.length() - 1));
    return super.visitCapture_tag_Str(context);
  }

  @Override
  public LNode visitFor_array(LiquidParser.For_arrayContext context) {
    references.local(context.id().getText());
    return super.visitFor_array(context);
  }

  @Override
  public LNode visitFor_range(LiquidParser.For_rangeContext context) {
    references.local(context.id().getText());
    return super.visitFor_range(context);
  }

  @Override
  public BlockNode visitBlock(LiquidParser.BlockContext context) {
    depth++;
    if (depth > TemplateLimits.DEPTH) {
      fault(context, "blocks are nested more than " + TemplateLimits.DEPTH + " levels deep", null);
      depth--;
      return new CountedBlock();
    }
    CountedBlock block = new CountedBlock();
    for (LiquidParser.AtomContext child : context.atom()) {
      LNode node = visit(child);
      if (node != null) {
        block.add(node);
      }
    }
    depth--;
    return block;
  }

  @Override
  public LNode visitOutput(LiquidParser.OutputContext context) {
    return new OutputNode(super.visitOutput(context), target);
  }

  @Override
  public LNode visitTerm_lookup(LiquidParser.Term_lookupContext context) {
    return new OutputNode.Reference(super.visitTerm_lookup(context), context.getText());
  }

  @Override
  public FilterNode visitFilter(LiquidParser.FilterContext context) {
    String name = context.Id().getText();
    if (filters.get(name) == null) {
      String nearest = Suggestion.of(name, filterNames);
      fault(
          context.Id().getSymbol(),
          "there is no filter '%s'; there are %s"
              .formatted(name, String.join(", ", new TreeSet<>(filterNames))),
          nearest);
      return new FilterNode(context, new NoFilter());
    }
    return super.visitFilter(context);
  }

  @Override
  public LNode visitInclude_tag(LiquidParser.Include_tagContext context) {
    return refuse(context, "a template cannot include another file");
  }

  @Override
  public LNode visitInclude_relative_tag(LiquidParser.Include_relative_tagContext context) {
    return refuse(context, "a template cannot include another file");
  }

  @Override
  public LNode visitCycle_tag(LiquidParser.Cycle_tagContext context) {
    return refuse(context, unknownTag("cycle"));
  }

  @Override
  public LNode visitTable_tag(LiquidParser.Table_tagContext context) {
    return refuse(context, unknownTag("tablerow"));
  }

  @Override
  public LNode visitOther_tag(LiquidParser.Other_tagContext context) {
    return refuse(context, unknownTag(context.BlockId().getText()));
  }

  @Override
  public LNode visitSimple_tag(LiquidParser.Simple_tagContext context) {
    String name = context.SimpleTagId().getText();
    return TAGS.contains(name) ? super.visitSimple_tag(context) : refuse(context, unknownTag(name));
  }

  private static String unknownTag(String name) {
    return "there is no tag '%s' here; there are %s".formatted(name, String.join(", ", TAGS));
  }

  private LNode refuse(ParserRuleContext context, String message) {
    fault(context, message, null);
    return new AtomNode("");
  }

  private void fault(ParserRuleContext context, String message, @Nullable String suggestion) {
    fault(context.getStart(), message, suggestion);
  }

  private void fault(Token token, String message, @Nullable String suggestion) {
    faults.add(
        new ExpressionFault(
            token.getLine(), token.getCharPositionInLine() + 1, message, suggestion));
  }
}
