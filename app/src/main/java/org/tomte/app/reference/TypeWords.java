package org.tomte.app.reference;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.tomte.engine.definition.AcknowledgeVerb;
import org.tomte.engine.definition.EventPath;
import org.tomte.engine.definition.ExpressionText;
import org.tomte.engine.definition.OutputsDefinition;
import org.tomte.engine.definition.TemplateText;
import org.tomte.engine.definition.yaml.ScalarType;
import org.tomte.engine.definition.yaml.ScalarTypes;

/** What a value of a type looks like, in a few words for a cell of a table. */
final class TypeWords {
  private static final Map<Class<?>, String> OWN =
      Map.of(
          String.class, "text",
          Object.class, "any value",
          ExpressionText.class, "CEL expression",
          TemplateText.class, "Liquid template",
          EventPath.class, "path of a field",
          AcknowledgeVerb.class, "verb, or `{verb: argument}`",
          OutputsDefinition.class, "object of names and types");

  private final Function<Class<?>, String> section;

  /** Words in which types that have a section of their own are linked by this function. */
  TypeWords(Function<Class<?>, String> section) {
    this.section = section;
  }

  String of(Type type) {
    return switch (type) {
      case ParameterizedType generic -> generic(generic);
      case Class<?> plain -> plain(plain);
      default -> "value";
    };
  }

  private String generic(ParameterizedType generic) {
    Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
    if (generic.getRawType() == List.class || generic.getRawType() == Set.class) {
      return "list of " + of(last);
    }
    return "object of names and " + of(last);
  }

  private String plain(Class<?> type) {
    String own = OWN.get(type);
    if (own != null) {
      return own;
    }
    if (type.isEnum()) {
      return ScalarTypes.wordsOf(type).stream()
          .map(Markdown::code)
          .reduce((left, right) -> left + ", " + right)
          .orElse("");
    }
    if (DefinitionReference.hasSection(type)) {
      return section.apply(type);
    }
    return ScalarTypes.of(type).map(ScalarType::words).map(Markdown::cell).orElse("text");
  }
}
