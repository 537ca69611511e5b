package org.tomte.engine.definition.compile;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.workflow.Workflow;
import org.tomte.engine.definition.Definition;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.expression.function.Tables;
import org.tomte.engine.timeframe.TimeFrames;

/**
 * What one document knows of the others while it is compiled. It remembers each question with its
 * answer: as long as every answer stays the same, what the document was compiled to stays right,
 * whatever else changes.
 */
final class Known {

  /** Fields whose words a workflow says. */
  private static final Set<String> OF_WORKFLOW =
      Set.of(
          FieldNames.STATUS,
          FieldNames.PHASE,
          FieldNames.SEVERITY,
          FieldNames.PRIORITY,
          FieldNames.TYPE,
          FieldNames.CATEGORY);

  private final Documents documents;
  private final Map<Question, Object> answers = new HashMap<>();

  Known(Documents documents) {
    this.documents = documents;
  }

  /** What was asked and answered, to be asked again later. */
  Asked asked() {
    return new Asked(Map.copyOf(answers));
  }

  /** Names of a kind; each look into them counts as a question. */
  Collection<String> names(DefinitionKind kind) {
    return new AbstractCollection<>() {
      @Override
      public boolean contains(@Nullable Object name) {
        if (!(name instanceof String text)) {
          return false;
        }
        note(new Question.One(kind, text));
        return documents.has(kind, text);
      }

      @Override
      public boolean isEmpty() {
        note(new Question.Any(kind));
        return !documents.any(kind);
      }

      @Override
      public Iterator<String> iterator() {
        note(new Question.All(kind));
        return documents.names(kind).iterator();
      }

      @Override
      public int size() {
        note(new Question.All(kind));
        return documents.names(kind).size();
      }
    };
  }

  /** The record of this name, if there is one and it is complete. */
  <T extends Definition> Optional<T> complete(DefinitionKind kind, Class<T> type, String name) {
    note(new Question.One(kind, name));
    return Optional.ofNullable(documents.complete(kind, type, name));
  }

  /** The records of a kind that are complete, by name; for who needs to see all. */
  <T extends Definition> SequencedMap<String, T> complete(DefinitionKind kind, Class<T> type) {
    note(new Question.Every(kind));
    return documents.complete(kind, type);
  }

  /** All frames; whoever uses one has looked for its name before, which is the question. */
  TimeFrames timeFrames() {
    return documents.timeFrames();
  }

  Optional<TableContents> table(String name) {
    note(new Question.One(DefinitionKind.TABLE, name));
    return Optional.ofNullable(documents.table(name));
  }

  /** The fields of all objects, as far as a field of this name is concerned. */
  FieldCatalogue fieldsFor(String field) {
    if (field.startsWith(FieldNames.CUSTOM_PREFIX)) {
      note(new Question.Every(DefinitionKind.CUSTOM_FIELD));
    } else if (OF_WORKFLOW.contains(field)) {
      note(new Question.Every(DefinitionKind.WORKFLOW));
    }
    return documents.settings().fields();
  }

  /** How incidents are worked on. */
  Workflow workflow() {
    note(new Question.Every(DefinitionKind.WORKFLOW));
    return documents.settings().settings().workflow();
  }

  /** Why the calculated fields of the team cannot be calculated; null when they can. */
  @Nullable String calculationFault() {
    note(new Question.Every(DefinitionKind.CUSTOM_FIELD));
    return documents.settings().fault();
  }

  /** All tables, for what may read any of them. */
  Tables tables() {
    note(new Question.Every(DefinitionKind.TABLE));
    return documents.tables();
  }

  /** The documents of all tables. */
  Map<String, DefinitionDocument> tablesAsWritten() {
    note(new Question.Every(DefinitionKind.TABLE));
    return documents.documents(DefinitionKind.TABLE);
  }

  /** The tables, if one was looked for; a daemon that reads none holds none. */
  Tables tablesAskedFor() {
    boolean none =
        answers.keySet().stream()
            .noneMatch(question ->
                question instanceof Question.One(DefinitionKind kind, _)
                    && kind == DefinitionKind.TABLE);
    return none ? Tables.none() : documents.tables();
  }

  private void note(Question question) {
    answers.computeIfAbsent(question, asked -> asked.answer(documents));
  }

  /** What one document asked of the others, with the answers. */
  record Asked(Map<Question, Object> answers) {

    /** Whether the documents of now would answer the same. */
    boolean holds(Documents now) {
      for (Map.Entry<Question, Object> entry : answers.entrySet()) {
        if (!Objects.equals(entry.getKey().answer(now), entry.getValue())) {
          return false;
        }
      }
      return true;
    }
  }

  /** Something that a document may want to know. */
  sealed interface Question {

    /** The answer as a value that can be compared. */
    Object answer(Documents documents);

    /** One document: what it says, or whether it is there. */
    record One(DefinitionKind kind, String name) implements Question {
      @Override
      public Object answer(Documents documents) {
        DefinitionDocument document = documents.document(kind, name);
        return document == null ? documents.has(kind, name) : document;
      }
    }

    /** Whether there is a document of the kind. */
    record Any(DefinitionKind kind) implements Question {
      @Override
      public Object answer(Documents documents) {
        return documents.any(kind);
      }
    }

    /** All names of the kind. */
    record All(DefinitionKind kind) implements Question {
      @Override
      public Object answer(Documents documents) {
        return documents.names(kind);
      }
    }

    /** All documents of the kind. */
    record Every(DefinitionKind kind) implements Question {
      @Override
      public Object answer(Documents documents) {
        return documents.documents(kind);
      }
    }
  }
}
