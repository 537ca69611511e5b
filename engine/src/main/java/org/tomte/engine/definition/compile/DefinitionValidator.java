package org.tomte.engine.definition.compile;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.tomte.casework.change.ObjectKind;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.IncidentTemplateDefinition;
import org.tomte.engine.definition.TableDefinition;
import org.tomte.engine.definition.TeamDefinition;
import org.tomte.engine.definition.TimeFrameDefinition;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.expression.ExpressionCompiler;
import org.tomte.engine.expression.function.FunctionLibrary;

/**
 * Checks documents against each other and what is installed. The same code serves save, import, the
 * command line and the browser.
 */
public final class DefinitionValidator {

  private final Installed installed;

  /** A validator for what is installed. */
  public DefinitionValidator(Installed installed) {
    this.installed = installed;
  }

  /** Checks all documents and compiles those without faults. */
  public Validation validate(DefinitionSet set) {
    FaultList list = new FaultList();
    set.faults().forEach(list::fault);
    set.warnings().forEach(list::warning);
    Known known = new Known(set, list);
    FunctionLibrary library = new FunctionLibrary(known.tables(), installed.own());
    DaemonCompiler compiler =
        new DaemonCompiler(installed, known, new ExpressionCompiler(library), list);
    SequencedMap<String, CompiledDaemon> daemons = new LinkedHashMap<>();
    for (DefinitionDocument document : set.documents()) {
      check(document, compiler, known, daemons, list);
    }
    CompiledSet compiled =
        new CompiledSet(
            daemons,
            known.timeFrames(),
            known.complete(DefinitionKind.TEMPLATE, IncidentTemplateDefinition.class),
            known.complete(DefinitionKind.TEAM, TeamDefinition.class),
            known.complete(DefinitionKind.CONNECTION, ConnectionDefinition.class),
            known.tables());
    return new Validation(list.faults(), list.warnings(), compiled);
  }

  private void check(
      DefinitionDocument document,
      DaemonCompiler compiler,
      Known known,
      SequencedMap<String, CompiledDaemon> daemons,
      FaultList list) {
    switch (document.definition()) {
      case DaemonDefinition daemon ->
          compiler
              .compile(document, daemon)
              .ifPresent(compiled -> daemons.putIfAbsent(compiled.name(), compiled));
      case ConnectionDefinition connection ->
          SourceCompiler.connection(connection, installed, new DocumentFaults(list, document));
      case IncidentTemplateDefinition template ->
          new TargetCheck(installed.fields(), new DocumentFaults(list, document))
              .checkValues(template.fields(), ObjectKind.INCIDENT, DocumentPath.ROOT.key("fields"));
      case TeamDefinition team ->
          DeliveryCompiler.team(team, installed, known, new DocumentFaults(list, document));
      case TimeFrameDefinition _, TableDefinition _ -> {}
      case null -> {}
    }
  }
}
