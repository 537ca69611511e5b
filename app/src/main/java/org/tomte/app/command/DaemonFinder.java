package org.tomte.app.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.DaemonId;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.run.DaemonFactory;

/** Finds stored daemons by the names that people write. */
final class DaemonFinder {
  private final OpenInstance instance;

  DaemonFinder(OpenInstance instance) {
    this.instance = instance;
  }

  /**
   * What is known of a daemon.
   *
   * @throws CommandFault when there is none of this name
   */
  DaemonHead head(String name) {
    return instance
        .definitionStore()
        .daemon(name)
        .orElseThrow(() ->
            Daemons.unknown(
                name,
                instance.definitionStore().daemons().stream().map(DaemonHead::name).toList()));
  }

  /** The heads of some daemons; those that are not there are told before anything is done. */
  List<DaemonHead> heads(List<String> names) {
    return names.stream().map(this::head).toList();
  }

  /** The compiled daemon; null when its definition has faults. */
  @Nullable CompiledDaemon compiledOrNull(String name) {
    return instance.compiled().compiled().daemons().get(name);
  }

  /**
   * The compiled daemon.
   *
   * @throws CommandFault when its definition has faults
   */
  CompiledDaemon compiled(String name) {
    CompiledDaemon daemon = compiledOrNull(name);
    if (daemon == null) {
      throw new CommandFault(
          ExitCode.DIFFERS,
          "The definition of %s has faults and cannot run; see tomte definitions check."
              .formatted(name));
    }
    return daemon;
  }

  /** Who a daemon is, for what runs. */
  static DaemonFactory.Identity identity(DaemonHead head) {
    return new DaemonFactory.Identity(head.id(), head.revision(), head.anchor());
  }

  /** The name of an identity; its number when the daemon is gone. */
  String name(DaemonId id) {
    return instance.definitionStore().daemons().stream()
        .filter(head -> head.id().equals(id))
        .map(DaemonHead::name)
        .findFirst()
        .orElse("(deleted daemon %d)".formatted(id.value()));
  }
}
