package org.tomte.engine.definition.compile;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DeliveryConnector;
import org.tomte.api.Recipients;
import org.tomte.api.Rendered;
import org.tomte.engine.definition.ActionDefinition;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.MailAddress;
import org.tomte.engine.definition.TeamDefinition;
import org.tomte.engine.definition.TemplateText;
import org.tomte.engine.definition.compile.CompiledContent.Part;
import org.tomte.engine.definition.yaml.Binder;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.definition.yaml.RecordShape;
import org.tomte.engine.definition.yaml.YamlEntry;
import org.tomte.engine.definition.yaml.YamlList;
import org.tomte.engine.definition.yaml.YamlMap;
import org.tomte.engine.definition.yaml.YamlNode;
import org.tomte.engine.definition.yaml.YamlScalar;
import org.tomte.engine.template.Target;
import org.tomte.engine.template.Template;
import org.tomte.engine.timeframe.FrameCondition;

/** Compiles the actions of one daemon that send something outside. */
final class DeliveryCompiler {
  private static final String OWNER = "owner";

  private final Installed installed;
  private final Known known;
  private final DocumentFaults faults;
  private final TextCompiler texts;
  private final String owner;

  DeliveryCompiler(
      Installed installed, Known known, DocumentFaults faults, TextCompiler texts, String owner) {
    this.installed = installed;
    this.known = known;
    this.faults = faults;
    this.texts = texts;
    this.owner = owner;
  }

  /** The delivery; null after faults. */
  @Nullable CompiledDelivery delivery(
      ActionDefinition.Delivery action,
      DeliveryConnector<?, ?> connector,
      String id,
      FrameCondition active,
      DocumentPath path) {
    int before = faults.list().count();
    YamlMap settings = action.settings().map();
    new SettingsCheck(faults.list(), installed.secrets()).check(settings, path);
    Record content =
        new Binder(faults.list()).bind(settings, connector.content(), path).orElse(null);
    String connection = connection(action, connector, path);
    CompiledContent compiled = content(settings, connector.content(), path);
    if (!action.attach().isEmpty() && !connector.takesAttachments()) {
      faults.fault(path.key("attach"), action.word() + " takes no files");
    }
    if (content == null || connection == null || faults.list().count() > before) {
      return null;
    }
    String wrong = wrong(connector, connection, content);
    if (wrong != null) {
      faults.fault(path, wrong);
      return null;
    }
    return new CompiledDelivery(id, action.word(), active, connection, action.terms(), compiled);
  }

  /** The connection that is meant; empty when none is needed, null after a fault. */
  private @Nullable String connection(
      ActionDefinition.Delivery action, DeliveryConnector<?, ?> connector, DocumentPath path) {
    List<String> fitting =
        known.complete(DefinitionKind.CONNECTION, ConnectionDefinition.class).values().stream()
            .filter(each -> each.type().equals(connector.name()))
            .map(ConnectionDefinition::name)
            .toList();
    String named = action.connection();
    if (named != null) {
      return named(named, fitting, connector, path.key("connection"));
    }
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    boolean needed =
        RecordShape.of(connector.settings()).components().stream()
            .anyMatch(RecordShape.Component::required);
    if (fitting.isEmpty() && !needed) {
      return "";
    }
    faults.fault(
        path,
        fitting.isEmpty()
            ? "%s needs a connection of the type %s, and none is defined"
                .formatted(action.word(), connector.name())
            : "%s must say by which connection it goes out: %s"
                .formatted(action.word(), String.join(", ", fitting)));
    return null;
  }

  private @Nullable String named(
      String name, List<String> fitting, DeliveryConnector<?, ?> connector, DocumentPath path) {
    if (!faults.known(path, "the connection", name, known.names(DefinitionKind.CONNECTION))) {
      return null;
    }
    ConnectionDefinition connection =
        known.complete(DefinitionKind.CONNECTION, ConnectionDefinition.class, name).orElse(null);
    if (connection == null) {
      return null; // its own faults are told where it stands
    }
    if (!fitting.contains(name)) {
      faults.fault(
          path,
          "the connection %s is for the connector %s, and %s needs one of the type %s"
              .formatted(name, connection.type(), connector.action(), connector.name()));
      return null;
    }
    return name;
  }

  private <S extends Record, A extends Record> @Nullable String wrong(
      DeliveryConnector<S, A> connector, String connection, Record content) {
    ConnectionDefinition definition =
        known
            .complete(DefinitionKind.CONNECTION, ConnectionDefinition.class, connection)
            .orElse(null);
    YamlMap map =
        definition == null
            ? new YamlMap(faults.place(DocumentPath.ROOT), List.of())
            : definition.settings().map();
    S settings =
        new Binder(new FaultList()).bind(map, connector.settings(), DocumentPath.ROOT).orElse(null);
    if (settings == null) {
      return "the connection %s lacks what %s needs".formatted(connection, connector.action());
    }
    return connector.fault(settings, connector.content().cast(content));
  }

  private CompiledContent content(YamlMap map, Class<? extends Record> type, DocumentPath path) {
    SequencedMap<String, Part> parts = new LinkedHashMap<>();
    List<RecordShape.Component> components = RecordShape.of(type).components();
    RecordComponent[] declared = type.getRecordComponents();
    for (int i = 0; i < components.size(); i++) {
      String key = components.get(i).key();
      YamlEntry entry = map.entry(key);
      if (entry == null) {
        continue;
      }
      DocumentPath at = path.key(key);
      Rendered rendered = declared[i].getAnnotation(Rendered.class);
      if (declared[i].isAnnotationPresent(Recipients.class)) {
        parts.put(key, recipients(entry.value(), at));
      } else if (rendered == null) {
        parts.put(key, new Part.Plain(plain(entry.value())));
      } else {
        parts.put(key, part(entry.value(), target(rendered.value()), at));
      }
    }
    return new CompiledContent(parts);
  }

  private static Target target(Rendered.Escape escape) {
    return switch (escape) {
      case TEXT -> Target.TEXT;
      case LINE -> Target.HEADER;
      case HTML -> Target.HTML;
      case JSON -> Target.JSON;
    };
  }

  private Part part(YamlNode node, Target target, DocumentPath path) {
    return switch (node) {
      // Numbers and truth values inside of a body stay what they are.
      case YamlScalar scalar when !(plain(scalar) instanceof String) ->
          new Part.Plain(plain(scalar));
      case YamlScalar scalar -> {
        TemplateText text = new TemplateText(scalar.text(), scalar.source());
        Template template = texts.deliveryTemplate(text, target, path);
        yield template == null ? new Part.Plain(null) : new Part.Text(template);
      }
      case YamlList list -> {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
          parts.add(part(list.elements().get(i), target, path.index(i)));
        }
        yield new Part.Parts(parts);
      }
      case YamlMap map -> {
        SequencedMap<String, Part> parts = new LinkedHashMap<>();
        for (YamlEntry entry : map.entries()) {
          String key = entry.key().text();
          parts.put(key, part(entry.value(), target, path.key(key)));
        }
        yield new Part.Named(parts);
      }
    };
  }

  private Part recipients(YamlNode node, DocumentPath path) {
    List<YamlNode> written = node instanceof YamlList list ? list.elements() : List.of(node);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      DocumentPath at = node instanceof YamlList ? path.index(i) : path;
      if (written.get(i) instanceof YamlScalar scalar) {
        if (scalar.text().equals(OWNER)) {
          parts.addAll(owners(at));
          continue;
        }
        check(scalar.text(), at);
      }
      parts.add(part(written.get(i), Target.HEADER, at));
    }
    return new Part.Parts(parts);
  }

  private void check(String address, DocumentPath path) {
    if (address.contains("{{") || address.contains("{%")) {
      return;
    }
    try {
      MailAddress.check(address);
    } catch (IllegalArgumentException wrong) {
      faults.fault(path, wrong.getMessage() + ", owner, or a template");
    }
  }

  private List<Part> owners(DocumentPath path) {
    if (!known.names(DefinitionKind.TEAM).contains(owner)) {
      faults.fault(
          path,
          "owner stands for the addresses of the team %s, and no such team is defined"
              .formatted(owner));
      return List.of();
    }
    TeamDefinition team =
        known.complete(DefinitionKind.TEAM, TeamDefinition.class, owner).orElse(null);
    if (team != null && team.addresses().isEmpty()) {
      faults.fault(
          path,
          "owner stands for the addresses of the team %s, and it has none; add addresses to it"
              .formatted(owner));
    }
    return team == null ? List.of() : team.addresses().stream().<Part>map(Part.Plain::new).toList();
  }

  /** Checks the ways by which a team gets its alarms. */
  static void team(TeamDefinition team, Installed installed, Known known, DocumentFaults faults) {
    for (int i = 0; i < team.alarmsBy().size(); i++) {
      String name = team.alarmsBy().get(i);
      DocumentPath path = DocumentPath.ROOT.key("alarms-by").index(i);
      boolean found =
          faults.known(path, "the connection", name, known.names(DefinitionKind.CONNECTION));
      ConnectionDefinition connection =
          known.complete(DefinitionKind.CONNECTION, ConnectionDefinition.class, name).orElse(null);
      boolean sends =
          connection == null
              || installed.connectors().get(connection.type()) instanceof DeliveryConnector<?, ?>;
      if (found && !sends) {
        faults.fault(path, "the connection " + name + " can send nothing");
      }
    }
  }

  /** The value, except that a text which only looks like a number keeps its characters. */
  private static @Nullable Object plain(YamlNode node) {
    return switch (node) {
      case YamlScalar scalar -> {
        Object value = scalar.value();
        yield value == null || String.valueOf(value).equals(scalar.text()) ? value : scalar.text();
      }
      case YamlList list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.elements().forEach(each -> values.add(plain(each)));
        yield values;
      }
      case YamlMap map -> {
        SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
        map.entries().forEach(each -> values.put(each.key().text(), plain(each.value())));
        yield values;
      }
    };
  }
}
