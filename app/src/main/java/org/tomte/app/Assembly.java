package org.tomte.app;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.tomte.api.Connector;
import org.tomte.app.command.CommandContext.Surroundings;
import org.tomte.app.command.Services;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.memory.InMemoryCasework;
import org.tomte.casework.source.ChangesConnector;
import org.tomte.casework.source.IncidentsConnector;
import org.tomte.engine.definition.compile.Installed;

/** What the program is put together from. */
public final class Assembly {
  private Assembly() {}

  /** Everything a command may need, made when it is asked for. */
  static Surroundings surroundings(InstantSource clock) {
    return new Surroundings(
        clock, Assembly::installed, Assembly::open, new Later(), UnaryOperator.identity());
  }

  /**
   * The connectors of this program. Those of our own data see an empty data layer; an instance puts
   * its own in their place.
   */
  public static Installed installed() {
    List<Connector<?>> connectors = new ArrayList<>();
    ServiceLoader.load(Connector.class).forEach(connectors::add);
    InMemoryCasework empty = new InMemoryCasework();
    connectors.add(new IncidentsConnector(empty.reader(), _ -> OptionalInt.empty()));
    connectors.add(new ChangesConnector(empty.feed(), empty.reader(), _ -> OptionalInt.empty()));
    return Installed.of(connectors);
  }

  private static OpenInstance open() {
    throw new CommandFault(ExitCode.NO_INSTANCE, "This build has no instance yet.");
  }

  private static final class Later implements Services {
    @Override
    public int serve(Serving serving, Console console) {
      throw new CommandFault(ExitCode.NO_INSTANCE, "This build has no server yet.");
    }

    @Override
    public int demo(Demonstration demonstration, Console console) {
      throw new CommandFault(ExitCode.NO_INSTANCE, "This build has no server yet.");
    }
  }
}
