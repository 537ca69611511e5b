package org.tomte.engine.expression;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.Collections;

/** A function that sees the unknowns and errors among its arguments. */
@Immutable
record LenientBinding(String overloadId, int arguments, CelFunctionOverload definition)
    implements CelFunctionBinding {

  @Override
  public String getOverloadId() {
    return overloadId;
  }

  @Override
  public ImmutableList<Class<?>> getArgTypes() {
    return ImmutableList.copyOf(Collections.<Class<?>>nCopies(arguments, Object.class));
  }

  @Override
  public CelFunctionOverload getDefinition() {
    return definition;
  }

  @Override
  public boolean isStrict() {
    return false;
  }
}
