package org.tomte.app.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.DaemonId;
import org.tomte.engine.quarantine.QuarantineStore;
import picocli.CommandLine.Option;

/** Which quarantine entries a command is about. */
final class QuarantineChoice {
  @Option(names = "--daemon", paramLabel = "NAME", description = "Only those of this daemon.")
  private @Nullable String daemon;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "Only those that failed in this stage: read, rule, mapping, commit.")
  private @Nullable String stage;

  boolean isEmpty() {
    return daemon == null && stage == null;
  }

  QuarantineStore.Filter filter(OpenInstance instance, QuarantineStore.@Nullable State state) {
    DaemonId id = daemon == null ? null : new DaemonFinder(instance).head(daemon).id();
    String word = stage == null ? null : stage.toLowerCase(Locale.ROOT);
    return new QuarantineStore.Filter(id, word, state, null, null, null);
  }
}
