package org.tomte.testkit.casework;

class InMemoryFilesAndNotesTest extends FilesAndNotesContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
