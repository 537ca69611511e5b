package org.tomte.engine.definition.revision;

import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.Definition;

/** A change of one document. Several are stored together or not at all. */
public sealed interface DocumentChange {

  /** Which document is changed, by the name it has afterwards. */
  DocumentName target();

  /**
   * A new text.
   *
   * @param target by the new name
   * @param formerName its name until now, whose identity goes on; null when it keeps its name or is
   *     new
   * @param expectedRevision the revision that was edited; 0 when the document must be new
   * @param text as written
   * @param definition what the text says
   * @param home where an export puts it
   * @param enabled for a new daemon whether its schedule counts
   * @param change what happens
   */
  record Save(
      DocumentName target,
      @Nullable String formerName,
      int expectedRevision,
      String text,
      Definition definition,
      Home home,
      boolean enabled,
      Revision.Change change)
      implements DocumentChange {}

  /**
   * The document goes; its history and identity stay in the store and are not given again.
   *
   * @param expectedRevision the revision that was looked at
   */
  record Delete(DocumentName target, int expectedRevision) implements DocumentChange {}

  /**
   * The document stands elsewhere in the files; its text and revision stay.
   *
   * @param home where an export puts it
   */
  record Move(DocumentName target, Home home) implements DocumentChange {}

  /**
   * Where an export puts a document.
   *
   * @param file a relative path with slashes, inside the folder
   * @param ordinal its place among the documents of the file
   */
  record Home(String file, int ordinal) {

    /** Rejects paths that leave the folder. */
    public Home {
      boolean inside =
          !file.isBlank()
              && !file.startsWith("/")
              && !file.contains("\\")
              && java.util.Arrays.stream(file.split("/", -1))
                  .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
      if (!inside) {
        throw new IllegalArgumentException(
            "a document's file is a relative path such as daemons/mail.yaml, not " + file);
      }
    }

    /** Where a document goes that did not come from a folder. */
    static Home of(DocumentName name) {
      return new Home(name.kind().word() + "s/" + name.name() + ".yaml", 0);
    }
  }
}
