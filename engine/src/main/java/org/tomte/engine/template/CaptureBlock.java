package org.tomte.engine.template;

import liqp.TemplateContext;
import liqp.blocks.Block;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** The block {@code capture}: what it holds was escaped when it was rendered. */
final class CaptureBlock extends Block {

  CaptureBlock() {
    super("capture");
  }

  @Override
  public @Nullable Object render(TemplateContext context, LNode... nodes) {
    String name = asString(nodes[0].render(context), context);
    context.put(name, new Escaped(String.valueOf(nodes[1].render(context))), true);
    return null;
  }
}
