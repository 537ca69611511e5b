package org.tomte.app.reference;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tomte.api.Connector;
import org.tomte.api.DeliveryConnector;
import org.tomte.api.PollingConnector;
import org.tomte.api.listen.ListeningConnector;
import org.tomte.engine.definition.ActionDefinition;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.Transform;
import org.tomte.engine.definition.yaml.Alternatives;
import org.tomte.engine.definition.yaml.ReadBy;
import org.tomte.engine.definition.yaml.RecordShape;
import org.tomte.engine.definition.yaml.ScalarTypes;
import org.tomte.engine.definition.yaml.Shorthand;
import org.tomte.engine.definition.yaml.TextShape;

/** The page about the definition format: every kind of document, every key, every connector. */
public final class DefinitionReference {
  private static final String HEAD =
      """
      ## Every key

      A key whose default is "none" may be left out. *One or many*: a single element may stand without brackets.
      This part is made by `tomte schema --markdown`; `tomte schema` prints the same as JSON Schema.
      """;

  private final StringBuilder page = new StringBuilder(HEAD);
  private final Deque<Class<?>> waiting = new ArrayDeque<>();
  private final Set<Class<?>> seen = new LinkedHashSet<>();
  private final TypeWords words = new TypeWords(DefinitionReference::linked);

  private DefinitionReference() {}

  /**
   * The part of the page that follows from the program, in Markdown, with the settings of these
   * connectors.
   */
  public static String page(Collection<? extends Connector<?>> connectors) {
    DefinitionReference reference = new DefinitionReference();
    for (DefinitionKind kind : DefinitionKind.values()) {
      reference.take(kind.record());
    }
    for (Class<?> next = reference.waiting.poll(); next != null; next = reference.waiting.poll()) {
      reference.section(next);
    }
    reference.page.append("\n### delivery\n\nAn action that sends something outside.\n\n");
    reference.table(ActionDefinition.Delivery.class);
    connectors.stream().sorted(Comparator.comparing(Connector::name)).forEach(reference::connector);
    return reference.page.toString();
  }

  /** Whether a type has keys of its own; others are written as one value. */
  static boolean hasSection(Class<?> type) {
    if (type == Transform.class) {
      return true;
    }
    if (type.isAnnotationPresent(ReadBy.class)
        || TextShape.isText(type)
        || ScalarTypes.of(type).isPresent()) {
      return false;
    }
    return type.isRecord() || (type.isSealed() && type.isInterface());
  }

  private static String linked(Class<?> type) {
    return Markdown.link(heading(type));
  }

  private static String heading(Class<?> type) {
    String name = type.getSimpleName().replaceAll("Definition$", "");
    return RecordShape.kebab(name).replace('-', ' ');
  }

  private void take(Class<?> type) {
    if (seen.add(type)) {
      waiting.add(type);
    }
  }

  private void section(Class<?> type) {
    page.append("\n### ").append(heading(type)).append("\n\n");
    if (type == Transform.class) {
      page.append("One of, written as its word alone or `{word: setting}`.\n");
      for (Class<?> member : type.getPermittedSubclasses()) {
        page.append("\n#### `").append(RecordShape.word(member)).append("`\n\n");
        table(member);
      }
      return;
    }
    if (type.isInterface()) {
      alternatives(type);
      return;
    }
    table(type);
  }

  private void alternatives(Class<?> type) {
    Alternatives alternatives = Alternatives.of(type);
    page.append("The key `%s` tells which.\n".formatted(alternatives.key()));
    alternatives
        .words()
        .forEach((word, record) -> {
          page.append("\n#### `%s: %s`\n\n".formatted(alternatives.key(), word));
          table(record);
        });
  }

  private void table(Class<?> record) {
    Shorthand shorthand = record.getAnnotation(Shorthand.class);
    if (shorthand != null) {
      page.append("May be written as the value of `%s` alone.\n\n".formatted(shorthand.value()));
    }
    List<RecordShape.Component> components = RecordShape.of(record).components();
    if (components.isEmpty()) {
      page.append("It has no settings.\n");
      return;
    }
    page.append("| key | value | default | meaning |\n|---|---|---|---|\n");
    components.forEach(this::row);
  }

  private void row(RecordShape.Component component) {
    follow(component.type());
    String key = component.isRest() ? "*others*" : Markdown.code(component.key());
    String value = component.isRest() ? "any value" : words.of(component.type());
    page.append(
        "| %s | %s%s | %s | %s%s |\n"
            .formatted(
                key,
                value,
                component.oneOrMany() ? " (one or many)" : "",
                fallback(component),
                Markdown.cell(component.description()),
                example(component)));
  }

  private static String fallback(RecordShape.Component component) {
    if (component.isRest()) {
      return "";
    }
    String fallback = component.fallback();
    if (fallback != null) {
      return Markdown.code(fallback);
    }
    return component.required() ? "**required**" : "none";
  }

  private static String example(RecordShape.Component component) {
    String example = component.example();
    return example == null ? "" : " Example: " + Markdown.code(example);
  }

  private void follow(Type type) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        follow(argument);
      }
    } else if (type instanceof Class<?> plain && hasSection(plain)) {
      take(plain);
    }
  }

  private void connector(Connector<?> connector) {
    boolean source =
        connector instanceof PollingConnector<?> || connector instanceof ListeningConnector<?>;
    page.append("\n### %s %s\n\n".formatted(source ? "source" : "connection", connector.name()));
    page.append(connector.summary()).append("\n\n");
    table(connector.settings());
    if (connector instanceof DeliveryConnector<?, ?> delivery) {
      page.append("\n### action %s\n\n".formatted(delivery.action()));
      page.append("Beside the keys of every [delivery](#delivery):\n\n");
      table(delivery.content());
    }
  }
}
