package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Commanders;
import org.tomte.casework.access.Access;
import org.tomte.casework.change.ChangeSignals;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.memory.InMemoryCasework;
import org.tomte.casework.source.ChangesConnector;
import org.tomte.casework.source.DataParts;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.InMemoryDefinitions;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.engine.search.CelConditions;

class DaemonCommandersTest {
  private static final String DAEMON =
      """
      daemon: %s
      owner: soc
      schedule: {every: 1m}
      source: {type: changes, restricted: %s}
      unmatched: discard
      """;

  @Test
  void aDaemonSeesWhatIsRestrictedWhenItsSourceSaysSo() {
    InMemoryDefinitions store = new InMemoryDefinitions();
    InMemoryCasework casework = new InMemoryCasework();
    Installed installed =
        Installed.of(
            List.of(
                new ChangesConnector(
                    new DataParts(
                        casework.reader(),
                        casework.feed(),
                        new ChangeSignals(casework.feed()),
                        _ -> OptionalInt.empty(),
                        new CelConditions(),
                        FieldCatalogue::standard))));
    Definitions definitions =
        new Definitions(
            store, new DefinitionValidator(installed), InstantSource.fixed(Instant.EPOCH));
    for (String text :
        List.of(
            "team: soc\n", DAEMON.formatted("open", "false"), DAEMON.formatted("all", "true"))) {
      assertThat(definitions.save(text, 0, null, new Definitions.Who("eve", "")))
          .isInstanceOf(SaveOutcome.Saved.class);
    }
    Commanders commanders = new DaemonCommanders(new CurrentDefinitions(store, definitions), store);
    int open = store.daemon("open").orElseThrow().id().value();
    int all = store.daemon("all").orElseThrow().id().value();
    assertThat(commanders.daemon(open)).isEqualTo(Access.daemon("open", open, false));
    assertThat(commanders.daemon(all)).isEqualTo(Access.daemon("all", all, true));
    assertThat(commanders.daemon(9_999).restricted()).isFalse();
  }
}
