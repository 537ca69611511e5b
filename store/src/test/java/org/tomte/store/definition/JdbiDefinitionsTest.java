package org.tomte.store.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.testkit.definition.DefinitionStoreContract;

@OnEveryPostgreSql
class JdbiDefinitionsTest extends DefinitionStoreContract {

  private final Jdbi jdbi;

  JdbiDefinitionsTest(DataSource source) {
    this.jdbi = Jdbi.create(source);
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(handle ->
        handle.execute(
            """
            TRUNCATE daemon_switch, daemon, definition_revision, definition,
              incident_template, lane
            """));
  }

  @Override
  protected DefinitionStore store() {
    return new JdbiDefinitions(jdbi);
  }

  private void lane(int daemon, String lane) {
    jdbi.useHandle(handle ->
        handle.execute("INSERT INTO lane (daemon, lane, epoch) VALUES (?, ?, 7)", daemon, lane));
  }

  private List<Long> epochs(int daemon) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT epoch FROM lane WHERE daemon = :daemon ORDER BY lane")
            .bind("daemon", daemon)
            .mapTo(Long.class)
            .list());
  }

  @Test
  void anEditASwitchOffAndADeletionLetNoRunningRunCommit() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    definitions.save(daemon("other", "1m"), 0, null, WHO);
    int id = store.daemon("d").orElseThrow().id().value();
    int other = store.daemon("other").orElseThrow().id().value();
    lane(id, "");
    lane(id, "node-1");
    lane(other, "");

    definitions.save(daemon("d", "2m"), 1, "d", WHO);
    assertThat(epochs(id)).containsExactly(8L, 8L);
    store.enable(store.daemon("d").orElseThrow().id(), true, AUTHOR);
    assertThat(epochs(id)).containsExactly(8L, 8L);
    store.enable(store.daemon("d").orElseThrow().id(), false, AUTHOR);
    assertThat(epochs(id)).containsExactly(9L, 9L);
    definitions.delete(name("d"), 2, WHO);
    assertThat(epochs(id)).containsExactly(10L, 10L);
    assertThat(epochs(other)).containsExactly(7L);
  }

  @Test
  void templatesOfTheDataLayerFollowTheirDocuments() {
    Definitions definitions = definitions(store());

    definitions.save("template: phish\nfields: {severity: high}\n", 0, null, WHO);
    assertThat(templates()).containsExactly("phish {\"severity\": \"high\"}");
    definitions.save("template: phishing\nfields: {severity: low}\n", 1, "phish", WHO);
    assertThat(templates()).containsExactly("phishing {\"severity\": \"low\"}");
    definitions.delete(template("phishing"), 2, WHO);
    assertThat(templates()).isEmpty();
  }

  private List<String> templates() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT name || ' ' || fields FROM incident_template ORDER BY name")
            .mapTo(String.class)
            .list());
  }
}
