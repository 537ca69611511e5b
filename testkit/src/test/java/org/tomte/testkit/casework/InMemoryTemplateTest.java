package org.tomte.testkit.casework;

class InMemoryTemplateTest extends TemplateContract {
  private final CaseworkStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
