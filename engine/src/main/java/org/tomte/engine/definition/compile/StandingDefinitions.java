package org.tomte.engine.definition.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.DefinitionReader;
import org.tomte.engine.definition.IncidentTemplateDefinition;
import org.tomte.engine.definition.TeamDefinition;
import org.tomte.engine.definition.yaml.DefinitionFault;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.definition.yaml.Place;

/**
 * Documents that stand, each read and compiled once, until it or something that it asked about
 * changes. With ten thousand daemons a change of one costs what one costs, and their texts are in
 * memory only while they are read.
 */
public final class StandingDefinitions {

  /** Texts that are in memory at a time. */
  private static final int READ_AT_ONCE = 256;

  private final DefinitionValidator validator;
  private Map<Object, Outcome> outcomes = new HashMap<>();

  /** None yet. */
  public StandingDefinitions(DefinitionValidator validator) {
    this.validator = validator;
  }

  /**
   * A document that stands somewhere.
   *
   * @param version equal as long as the document is the same and stands at the same place
   * @param kind what it defines
   * @param name its name
   */
  public record Part(Object version, DefinitionKind kind, String name) {}

  /** Reads documents where they stand. */
  @FunctionalInterface
  public interface Reader {

    /** One result for each part, in their order. */
    List<DefinitionReader.Result> read(List<Part> parts);
  }

  /** What became of one document. */
  private record Outcome(
      Documents.@Nullable Named named,
      @Nullable CompiledDaemon compiled,
      Findings findings,
      Known.Asked asked) {}

  /** What reading and checking told. */
  private record Findings(List<DefinitionFault> faults, List<DefinitionFault> warnings) {
    static Findings of(FaultList list) {
      return new Findings(list.faults(), list.warnings());
    }
  }

  /** Checks all documents, and remembers what became of them for the next time. */
  public synchronized Validation validate(List<Part> parts, Reader reader) {
    Work work = new Work(reader);
    Validation validation = work.validate(DefinitionSet.of(List.of()), parts);
    outcomes = work.after;
    return validation;
  }

  /**
   * Checks what would be if some documents stood beside or in place of others: what has the same
   * kind and name as a fresh one does not count. Nothing of it is remembered.
   */
  public synchronized Validation validate(DefinitionSet fresh, List<Part> others, Reader reader) {
    Set<Part> named = new HashSet<>();
    fresh.documents().forEach(one -> named.add(new Part("", one.kind(), one.name())));
    List<Part> rest =
        others.stream()
            .filter(part -> !named.contains(new Part("", part.kind(), part.name())))
            .toList();
    return new Work(reader).validate(fresh, rest);
  }

  /** One validation. */
  private final class Work {
    private final Reader reader;
    private final FaultList list = new FaultList();
    private final Map<Object, Outcome> after = new HashMap<>();
    private final SequencedMap<String, CompiledDaemon> daemons = new LinkedHashMap<>();

    Work(Reader reader) {
      this.reader = reader;
    }

    Validation validate(DefinitionSet fresh, List<Part> parts) {
      fresh.faults().forEach(list::fault);
      fresh.warnings().forEach(list::warning);
      Map<Object, DefinitionReader.Result> shared = readShared(parts);
      Documents documents = new Documents(named(fresh, parts, shared), list);
      for (DefinitionDocument document : fresh.documents()) {
        take(outcome(document, documents, new FaultList()));
      }
      compileChanged(parts, shared, documents);
      for (Part part : parts) {
        Outcome outcome = after.get(part.version());
        if (outcome != null) {
          take(outcome);
        }
      }
      return new Validation(list.faults(), list.warnings(), compiled(documents));
    }

    /** Daemons need what the others define, so these come first. */
    private Map<Object, DefinitionReader.Result> readShared(List<Part> parts) {
      List<Part> missing =
          parts.stream()
              .filter(part -> part.kind() != DefinitionKind.DAEMON)
              .filter(part -> !outcomes.containsKey(part.version()))
              .toList();
      Map<Object, DefinitionReader.Result> read = new HashMap<>();
      if (!missing.isEmpty()) {
        List<DefinitionReader.Result> results = reader.read(missing);
        for (int i = 0; i < missing.size(); i++) {
          read.put(missing.get(i).version(), results.get(i));
        }
      }
      return read;
    }

    private List<Documents.Named> named(
        DefinitionSet fresh, List<Part> parts, Map<Object, DefinitionReader.Result> shared) {
      List<Documents.Named> all = new ArrayList<>();
      fresh.documents().forEach(document -> all.add(Documents.Named.of(document)));
      for (Part part : parts) {
        Outcome before = outcomes.get(part.version());
        DefinitionReader.Result read = shared.get(part.version());
        if (before != null && before.named() != null) {
          all.add(before.named());
        } else if (read != null && !read.documents().isEmpty()) {
          all.add(Documents.Named.of(read.documents().getFirst()));
        } else {
          Place place = new Place(part.name(), 1, 1);
          all.add(new Documents.Named(part.kind(), part.name(), place, null));
        }
      }
      return all;
    }

    private void compileChanged(
        List<Part> parts, Map<Object, DefinitionReader.Result> shared, Documents documents) {
      List<Part> changed = new ArrayList<>();
      for (Part part : parts) {
        Outcome before = outcomes.get(part.version());
        DefinitionReader.Result read = shared.get(part.version());
        if (before != null && before.asked().holds(documents)) {
          after.put(part.version(), before);
        } else if (read != null) {
          after.put(part.version(), outcome(read, documents));
        } else {
          changed.add(part);
        }
      }
      for (int from = 0; from < changed.size(); from += READ_AT_ONCE) {
        List<Part> some = changed.subList(from, Math.min(from + READ_AT_ONCE, changed.size()));
        List<DefinitionReader.Result> read = reader.read(some);
        for (int i = 0; i < some.size(); i++) {
          after.put(some.get(i).version(), outcome(read.get(i), documents));
        }
      }
    }

    private Outcome outcome(DefinitionReader.Result read, Documents documents) {
      FaultList found = new FaultList();
      read.faults().forEach(found::fault);
      read.warnings().forEach(found::warning);
      return read.documents().isEmpty()
          ? new Outcome(null, null, Findings.of(found), new Known(documents).asked())
          : outcome(read.documents().getFirst(), documents, found);
    }

    private Outcome outcome(DefinitionDocument document, Documents documents, FaultList found) {
      Known known = new Known(documents);
      CompiledDaemon compiled = validator.check(document, known, found);
      return new Outcome(
          Documents.Named.of(document).light(), compiled, Findings.of(found), known.asked());
    }

    private void take(Outcome outcome) {
      outcome.findings().faults().forEach(list::fault);
      outcome.findings().warnings().forEach(list::warning);
      if (outcome.compiled() != null) {
        daemons.putIfAbsent(outcome.compiled().name(), outcome.compiled());
      }
    }

    private CompiledSet compiled(Documents documents) {
      return new CompiledSet(
          daemons,
          documents.timeFrames(),
          documents.complete(DefinitionKind.TEMPLATE, IncidentTemplateDefinition.class),
          documents.complete(DefinitionKind.TEAM, TeamDefinition.class),
          documents.complete(DefinitionKind.CONNECTION, ConnectionDefinition.class),
          documents.tables(),
          documents.settings().settings());
    }
  }
}
