package org.tomte.engine.template;

import java.util.List;
import liqp.TemplateContext;
import liqp.nodes.BlockNode;
import liqp.nodes.LNode;
import org.tomte.engine.expression.function.Budget;

/** A block whose nodes are charged each time it is rendered. */
final class CountedBlock extends BlockNode {

  private static final long STEPS_PER_NODE = 200;

  private int nodes;

  CountedBlock() {
    super(false);
  }

  @Override
  public void add(LNode node) {
    nodes++;
    super.add(node);
  }

  @Override
  public Object render(TemplateContext context) {
    Budget.charge(STEPS_PER_NODE * nodes);
    return super.render(context);
  }

  // Loops of liqp take the children and render them one by one.
  @Override
  public List<LNode> getChildren() {
    Budget.charge(STEPS_PER_NODE * (nodes + 1));
    return super.getChildren();
  }
}
