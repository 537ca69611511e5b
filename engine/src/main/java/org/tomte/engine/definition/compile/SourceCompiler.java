package org.tomte.engine.definition.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Connector;
import org.tomte.api.FieldType;
import org.tomte.api.PollingConnector;
import org.tomte.api.listen.ListeningConnector;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.search.ConditionReader;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.source.Chosen;
import org.tomte.casework.source.ObjectsConnector;
import org.tomte.engine.definition.AcknowledgeVerb;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.SourceDefinition;
import org.tomte.engine.definition.yaml.Binder;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.definition.yaml.Settings;
import org.tomte.engine.definition.yaml.Suggestion;
import org.tomte.engine.definition.yaml.YamlEntry;
import org.tomte.engine.definition.yaml.YamlMap;
import org.tomte.engine.definition.yaml.YamlScalar;
import org.tomte.engine.search.CelConditions;

/**
 * Finds a daemon's connector and connection, binds their settings and asks for the event's fields.
 */
final class SourceCompiler {

  private static final DocumentPath SOURCE = DocumentPath.ROOT.key("source");

  private final Installed installed;
  private final Known known;
  private final DocumentFaults faults;

  SourceCompiler(Installed installed, Known known, DocumentFaults faults) {
    this.installed = installed;
    this.known = known;
    this.faults = faults;
  }

  /** The source; null after faults. */
  @Nullable CompiledSource source(SourceDefinition source) {
    new SettingsCheck(faults.list(), installed.secrets()).check(source.settings().map(), SOURCE);
    boolean found =
        faults.known(SOURCE.key("type"), "the connector", source.type(), installed.sources());
    Connector<?> connector = installed.connectors().get(source.type());
    Settings settings = settings(source);
    if (!found || connector == null || settings == null) {
      return null;
    }
    int before = faults.list().count();
    Record checked =
        new Binder(faults.list()).bind(settings.map(), connector.settings(), SOURCE).orElse(null);
    if (checked instanceof Chosen chosen && connector instanceof ObjectsConnector<?, ?> objects) {
      chosen(chosen, objects, settings);
    }
    return checked == null || faults.list().count() > before
        ? null
        : new CompiledSource(connector, source.connection(), settings, checked);
  }

  /** Checks the condition of a source of our own objects, with faults at their characters. */
  private void chosen(Chosen chosen, ObjectsConnector<?, ?> objects, Settings settings) {
    known.fieldsFor(FieldNames.STATUS); // the workflow's words may be asked for too
    SearchFields fields =
        SearchFields.of(objects.kind(), known.fieldsFor(FieldNames.CUSTOM_PREFIX));
    String wrongSteps = ObjectsConnector.stepsFault(chosen, fields);
    if (wrongSteps != null) {
      faults.fault(SOURCE.key("steps-of"), wrongSteps);
    }
    String where = chosen.where();
    YamlEntry entry = settings.map().entry("where");
    if (where == null || entry == null || !(entry.value() instanceof YamlScalar scalar)) {
      return;
    }
    if (new CelConditions().read(where, fields) instanceof ConditionReader.Wrong wrong) {
      for (ConditionReader.Fault fault : wrong.faults()) {
        int offset = scalar.source().offset(fault.line(), fault.column());
        faults
            .list()
            .fault(
                scalar.source().at(TextCompiler.ofName(where, offset)),
                SOURCE.key("where"),
                fault.message(),
                fault.suggestion());
      }
    }
  }

  /** The settings of connection and source together; null when the connection cannot be used. */
  private @Nullable Settings settings(SourceDefinition source) {
    String name = source.connection();
    if (name == null) {
      return source.settings();
    }
    DocumentPath path = SOURCE.key("connection");
    if (!faults.known(path, "the connection", name, known.names(DefinitionKind.CONNECTION))) {
      return null;
    }
    ConnectionDefinition connection =
        known.complete(DefinitionKind.CONNECTION, ConnectionDefinition.class, name).orElse(null);
    if (connection == null) {
      return null;
    }
    if (!connection.type().equals(source.type())) {
      faults.fault(
          path,
          "the connection "
              + name
              + " is for the connector "
              + connection.type()
              + ", and this source is of type "
              + Suggestion.shown(source.type()));
      return null;
    }
    return joined(connection, source);
  }

  /**
   * A source cannot change what its connection says: else whoever may write a daemon could send the
   * connection's password to a host of their choice.
   */
  private @Nullable Settings joined(ConnectionDefinition connection, SourceDefinition source) {
    YamlMap shared = connection.settings().map();
    List<YamlEntry> entries = new ArrayList<>(shared.entries());
    boolean clean = true;
    for (YamlEntry entry : source.settings().map().entries()) {
      String key = entry.key().text();
      if (shared.entry(key) != null) {
        faults
            .list()
            .fault(
                entry.key().place(),
                SOURCE.key(key),
                "the connection " + connection.name() + " sets " + key + " already");
        clean = false;
      }
      entries.add(entry);
    }
    YamlMap joined = new YamlMap(faults.place(SOURCE), entries);
    return clean ? new Settings(joined) : null;
  }

  /** The fields of an event: what the connector knows and what the daemon declares. */
  FieldType.Fields events(DaemonDefinition daemon, @Nullable CompiledSource source) {
    FieldType.Fields declared =
        daemon.outputs() == null ? FieldType.closed() : daemon.outputs().fields();
    if (source == null) {
      return new FieldType.Fields(declared.fields(), true);
    }
    FieldType.Fields own = ofConnector(source.connector(), source.checked());
    var fields = new LinkedHashMap<>(own.fields());
    fields.putAll(declared.fields());
    boolean open = own.open() && daemon.outputs() == null;
    return new FieldType.Fields(fields, open);
  }

  private FieldType.Fields ofConnector(Connector<?> connector, Record settings) {
    try {
      return switch (connector) {
        case PollingConnector<?> polling -> events(polling, settings);
        case ListeningConnector<?> listening -> events(listening, settings);
        default -> FieldType.open();
      };
    } catch (IllegalArgumentException refused) {
      faults.fault(SOURCE, String.valueOf(refused.getMessage()));
      return FieldType.open();
    }
  }

  private static <S extends Record> FieldType.Fields events(
      PollingConnector<S> connector, Record settings) {
    return connector.events(connector.settings().cast(settings));
  }

  private static <S extends Record> FieldType.Fields events(
      ListeningConnector<S> connector, Record settings) {
    return connector.events(connector.settings().cast(settings));
  }

  /** Checks the verbs of {@code acknowledge} against those that the connector offers. */
  void acknowledge(DaemonDefinition daemon, @Nullable CompiledSource source) {
    if (daemon.acknowledge() == null || source == null) {
      return;
    }
    Set<String> verbs =
        source.connector() instanceof PollingConnector<?> polling
            ? verbs(polling, source.checked())
            : Set.of();
    DocumentPath path = DocumentPath.ROOT.key("acknowledge");
    verb(daemon.acknowledge().done(), verbs, path.key("done"), source);
    verb(daemon.acknowledge().quarantined(), verbs, path.key("quarantined"), source);
  }

  private static <S extends Record> Set<String> verbs(
      PollingConnector<S> connector, Record settings) {
    return connector.acknowledgements(connector.settings().cast(settings));
  }

  private void verb(
      @Nullable AcknowledgeVerb verb, Set<String> verbs, DocumentPath path, CompiledSource source) {
    if (verb == null) {
      return;
    }
    if (verbs.isEmpty()) {
      faults.fault(path, "the source " + source.connector().name() + " has nothing to acknowledge");
      return;
    }
    DocumentPath at = path.key(verb.verb());
    faults.known(faults.keyPlace(at), at, "the acknowledgement", verb.verb(), verbs);
  }

  /** Checks a connection's settings as far as they are there; its daemons may hold the rest. */
  static void connection(
      ConnectionDefinition connection, Installed installed, DocumentFaults faults) {
    FaultList list = faults.list();
    YamlMap settings = connection.settings().map();
    new SettingsCheck(list, installed.secrets()).check(settings, DocumentPath.ROOT);
    DocumentPath path = DocumentPath.ROOT.key("type");
    faults.known(path, "the connector", connection.type(), installed.connectors().keySet());
    Connector<?> connector = installed.connectors().get(connection.type());
    if (connector != null) {
      new Binder(list).check(settings, connector.settings(), DocumentPath.ROOT);
    }
  }
}
