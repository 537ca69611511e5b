package org.tomte.engine.expression.function;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.List;
import java.util.stream.Collectors;

/** Writes CEL's types in the words of the documentation. */
public final class TypeWords {

  private TypeWords() {}

  /** A type, for example {@code whole number} or {@code list of text}. */
  public static String of(CelType type) {
    return switch (type.kind()) {
      case STRING -> "text";
      case INT, UINT -> "whole number";
      case DOUBLE -> "decimal number";
      case BOOL -> "true or false";
      case TIMESTAMP -> "time";
      case DURATION -> "duration";
      case NULL_TYPE -> "null";
      case LIST -> type.parameters().isEmpty() ? "list" : listOf(type.parameters().getFirst());
      case MAP, STRUCT -> "object";
      case OPAQUE ->
          type.parameters().isEmpty()
              ? type.name()
              : "optional " + of(type.parameters().getFirst());
      case BYTES -> "bytes";
      default -> "any value";
    };
  }

  private static String listOf(CelType element) {
    boolean open = element.kind() == CelKind.DYN || element.kind() == CelKind.TYPE_PARAM;
    return open ? "list" : "list of " + of(element);
  }

  /** One way to call a function, for example {@code text.cut(whole number) -> text}. */
  static String signature(String name, FunctionDefinition.Signature signature) {
    List<CelType> parameters = signature.parameters();
    String target = signature.member() ? of(parameters.getFirst()) + "." : "";
    String arguments =
        parameters.stream()
            .skip(signature.member() ? 1 : 0)
            .map(TypeWords::of)
            .collect(Collectors.joining(", "));
    return target + name + "(" + arguments + ") -> " + of(signature.result());
  }
}
