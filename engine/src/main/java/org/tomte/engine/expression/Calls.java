package org.tomte.engine.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.AccumulatedUnknowns;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.function.FunctionDefinition;
import org.tomte.engine.expression.function.FunctionDefinition.Signature;
import org.tomte.engine.expression.function.ValueFault;

/** Makes the functions of the library known to CEL, and turns values on their way in and out. */
final class Calls {

  private Calls() {}

  static List<CelFunctionDecl> declarations(List<FunctionDefinition> definitions) {
    List<CelFunctionDecl> declarations = new ArrayList<>();
    for (FunctionDefinition definition : definitions) {
      List<CelOverloadDecl> overloads = new ArrayList<>();
      for (Signature signature : definition.signatures()) {
        String id = "tomte_" + definition.entry().name() + "_" + overloads.size();
        overloads.add(overload(id, signature));
      }
      declarations.add(
          CelFunctionDecl.newFunctionDeclaration(definition.entry().name(), overloads));
    }
    return declarations;
  }

  private static CelOverloadDecl overload(String id, Signature signature) {
    CelType result = signature.result();
    return signature.member()
        ? CelOverloadDecl.newMemberOverload(id, result, signature.parameters())
        : CelOverloadDecl.newGlobalOverload(id, result, signature.parameters());
  }

  static List<CelFunctionBinding> bindings(List<FunctionDefinition> definitions) {
    Map<String, CelFunctionBinding> byId = new LinkedHashMap<>();
    for (FunctionDefinition definition : definitions) {
      for (Signature signature : definition.signatures()) {
        int arguments = signature.parameters().size();
        String id = Operators.id(definition.entry().name(), arguments);
        byId.put(id, binding(id, arguments, definition));
      }
    }
    return List.copyOf(byId.values());
  }

  @SuppressWarnings("Immutable") // the bodies of functions have no state
  private static CelFunctionBinding binding(
      String id, int arguments, FunctionDefinition definition) {
    FunctionDefinition.Body body = definition.body();
    if (definition.lenient()) {
      return new LenientBinding(id, arguments, values -> lenient(body, values));
    }
    return switch (arguments) {
      case 1 -> CelFunctionBinding.from(id, Object.class, a -> strict(body, a));
      case 2 ->
          CelFunctionBinding.from(id, Object.class, Object.class, (a, b) -> strict(body, a, b));
      default ->
          CelFunctionBinding.from(
              id,
              Collections.<Class<?>>nCopies(arguments, Object.class),
              values -> strict(body, values.clone()));
    };
  }

  private static Object strict(FunctionDefinition.Body body, Object... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] == NullValue.NULL_VALUE) {
        return Operators.UNNAMED_UNKNOWN;
      }
      arguments[i] = in(arguments[i]);
    }
    return out(called(body, arguments));
  }

  private static Object lenient(FunctionDefinition.Body body, Object[] given) {
    @Nullable Object[] arguments = new @Nullable Object[given.length];
    Object unknown = null;
    for (int i = 0; i < given.length; i++) {
      Operators.rethrow(given[i]);
      if (given[i] instanceof AccumulatedUnknowns) {
        unknown = given[i];
      } else if (given[i] != NullValue.NULL_VALUE) {
        arguments[i] = in(given[i]);
      }
    }
    Object result = called(body, arguments);
    return result == null && unknown != null ? unknown : out(result);
  }

  private static @Nullable Object called(
      FunctionDefinition.Body body, @Nullable Object[] arguments) {
    try {
      return body.call(arguments);
    } catch (ValueFault fault) {
      throw fault;
    } catch (RuntimeException e) {
      // No function may end an evaluation with an exception, also not one that has a bug.
      throw new ValueFault("a function failed: " + e);
    }
  }

  private static Object in(Object value) {
    return value instanceof ListView view ? view.bare() : value;
  }

  private static Object out(@Nullable Object value) {
    return Sight.QUICK.see(value, null, null, "[]");
  }
}
