package org.tomte.store.definition;

import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.CustomFieldDefinition;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.IncidentTemplateDefinition;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.definition.revision.Conflicts;
import org.tomte.engine.definition.revision.DocumentChange;
import org.tomte.engine.definition.revision.DocumentName;
import org.tomte.engine.definition.revision.Revision;
import org.tomte.engine.definition.revision.StoredDocument;

/** Writes changes inside of a transaction that holds the version's lock. */
final class DocumentWriter {

  private final Handle handle;
  private final Author author;

  DocumentWriter(Handle handle, Author author) {
    this.handle = handle;
    this.author = author;
  }

  /** Writes a change; returns why it cannot be written, null when it is. */
  @Nullable String write(DocumentChange change) {
    return switch (change) {
      case DocumentChange.Save save -> save(save);
      case DocumentChange.Delete delete -> delete(delete);
      case DocumentChange.Move move -> move(move);
    };
  }

  private @Nullable String save(DocumentChange.Save save) {
    DocumentName target = save.target();
    String formerName = save.formerName() == null ? target.name() : save.formerName();
    StoredDocument before =
        DocumentRows.find(handle, new DocumentName(target.kind(), formerName)).orElse(null);
    StoredDocument taken = DocumentRows.find(handle, target).orElse(null);
    String refused = Conflicts.of(save, before, taken);
    if (refused == null && save.definition() instanceof CustomFieldDefinition field) {
      refused =
          Conflicts.customField(field, formerName, CustomFieldTypes.remembered(handle, field));
    }
    if (refused != null) {
      return refused;
    }
    int id = before == null ? inserted(save) : before.id();
    if (before != null) {
      update(save, id, before.revision() + 1);
      raiseEpoch(handle, id);
    }
    int revision = before == null ? 1 : before.revision() + 1;
    revision(id, revision, target.name(), save.text(), save.change());
    if (target.kind() == DefinitionKind.DAEMON && before == null) {
      insertDaemon(id, save.enabled());
    }
    if (save.definition() instanceof IncidentTemplateDefinition template) {
      TemplateRows.replace(handle, formerName, template.toTemplate());
    }
    return null;
  }

  private int inserted(DocumentChange.Save save) {
    return handle
        .createQuery(
            """
            INSERT INTO definition (kind, name, revision, text, file, ordinal)
            VALUES (:kind, :name, 1, :text, :file, :ordinal)
            RETURNING id
            """)
        .bind("kind", save.target().kind().word())
        .bind("name", save.target().name())
        .bind("text", save.text())
        .bind("file", save.home().file())
        .bind("ordinal", save.home().ordinal())
        .mapTo(Integer.class)
        .one();
  }

  private void update(DocumentChange.Save save, int id, int revision) {
    handle
        .createUpdate(
            """
            UPDATE definition
            SET name = :name, revision = :revision, text = :text, file = :file, ordinal = :ordinal
            WHERE id = :id
            """)
        .bind("name", save.target().name())
        .bind("revision", revision)
        .bind("text", save.text())
        .bind("file", save.home().file())
        .bind("ordinal", save.home().ordinal())
        .bind("id", id)
        .execute();
  }

  private void insertDaemon(int id, boolean enabled) {
    handle
        .createUpdate(
            """
            INSERT INTO daemon (id, enabled, anchor, created) VALUES (:id, :enabled, :at, :at)
            """)
        .bind("id", id)
        .bind("enabled", enabled)
        .bind("at", author.at().atOffset(ZoneOffset.UTC))
        .execute();
  }

  private void revision(int id, int number, String name, String text, Revision.Change change) {
    handle
        .createUpdate(
            """
            INSERT INTO definition_revision (definition, number, name, text, change, who, why, at)
            VALUES (:id, :number, :name, :text, :change, :who, :why, :at)
            """)
        .bind("id", id)
        .bind("number", number)
        .bind("name", name)
        .bind("text", text)
        .bind("change", DocumentRows.word(change))
        .bind("who", author.who())
        .bind("why", author.why())
        .bind("at", author.at().atOffset(ZoneOffset.UTC))
        .execute();
  }

  private @Nullable String delete(DocumentChange.Delete delete) {
    StoredDocument before = DocumentRows.find(handle, delete.target()).orElse(null);
    String refused = Conflicts.of(delete, before);
    if (refused != null || before == null) {
      return refused;
    }
    handle
        .createUpdate("UPDATE definition SET deleted = :at, revision = :revision WHERE id = :id")
        .bind("at", author.at().atOffset(ZoneOffset.UTC))
        .bind("revision", before.revision() + 1)
        .bind("id", before.id())
        .execute();
    revision(
        before.id(), before.revision() + 1, before.name(), before.text(), Revision.Change.DELETED);
    raiseEpoch(handle, before.id());
    if (before.kind() == DefinitionKind.TEMPLATE) {
      TemplateRows.remove(handle, before.name());
    }
    return null;
  }

  private @Nullable String move(DocumentChange.Move move) {
    StoredDocument before = DocumentRows.find(handle, move.target()).orElse(null);
    if (before != null) {
      handle
          .createUpdate("UPDATE definition SET file = :file, ordinal = :ordinal WHERE id = :id")
          .bind("file", move.home().file())
          .bind("ordinal", move.home().ordinal())
          .bind("id", before.id())
          .execute();
    }
    return Conflicts.of(move, before);
  }

  /**
   * Nothing that was started with the revision before can commit after this transaction. It waits
   * for a commit that holds a lane; lanes are locked in the order of commits.
   */
  static void raiseEpoch(Handle handle, int daemon) {
    handle
        .createUpdate(
            """
            WITH mine AS (
              SELECT daemon, lane FROM lane WHERE daemon = :daemon
              ORDER BY daemon, lane FOR NO KEY UPDATE
            )
            UPDATE lane SET epoch = lane.epoch + 1
            FROM mine WHERE lane.daemon = mine.daemon AND lane.lane = mine.lane
            """)
        .bind("daemon", daemon)
        .execute();
  }
}
