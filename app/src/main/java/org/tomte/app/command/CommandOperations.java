package org.tomte.app.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.access.Operation;

/** Which operation each command of the command line is: what it needs follows from that. */
final class CommandOperations {
  private static final Map<String, Operation> OPERATIONS = new TreeMap<>();

  static {
    of(
        Operation.READ,
        "validate",
        "schema",
        "connectors",
        "functions",
        "test",
        "version",
        "demo",
        "doctor",
        "alarms",
        "daemon list",
        "daemon show",
        "daemon schedule",
        "daemon stats",
        "daemon decisions",
        "daemon runs",
        "daemon pointer show",
        "daemon pointer history",
        "quarantine list",
        "quarantine show",
        "quarantine raw",
        "outbox list",
        "outbox show",
        "connection list",
        "connection show",
        "search",
        "incident list",
        "incident show",
        "incident timeline",
        "triage list",
        "triage show",
        "task list",
        "task show",
        "note list",
        "attachment list",
        "attachment get",
        "entity list",
        "entity show",
        "indicator list",
        "history",
        "user list",
        "user show",
        "team list",
        "team show",
        "definitions list",
        "definitions check",
        "definitions diff",
        "definitions history",
        "secret list");
    of(
        Operation.WORK,
        "incident create",
        "incident edit",
        "incident close",
        "incident reopen",
        "incident clone",
        "incident merge",
        "incident unmerge",
        "triage grab",
        "triage reassign",
        "triage discard",
        "triage convert",
        "triage attach",
        "task create",
        "task edit",
        "task assign",
        "task start",
        "task approve",
        "task decline",
        "task effort",
        "task close",
        "task reopen",
        "note add",
        "note edit",
        "note delete",
        "attachment add",
        "attachment remove",
        "entity tag",
        "entity describe",
        "entity lock",
        "entity unlock",
        "entity add",
        "entity remove",
        "entity delete");
    of(Operation.DELETE, "incident delete", "incident restore");
    of(Operation.HOLDS, "incident hold", "incident release", "incident purge");
    of(Operation.UNDO, "undo");
    of(
        Operation.DELIVERIES,
        "outbox approve",
        "outbox release",
        "outbox hold",
        "outbox retry",
        "outbox discard");
    of(Operation.ALL_DELIVERIES, "outbox hold-all", "outbox release-all");
    of(
        Operation.QUARANTINE,
        "quarantine edit",
        "quarantine replay",
        "quarantine discard",
        "replay");
    of(Operation.SWITCH, "daemon enable", "daemon disable");
    of(Operation.RUN, "daemon start", "run");
    of(Operation.POINTERS, "daemon pointer move", "daemon pointer undo", "daemon pointer reset");
    of(Operation.DEFINITIONS, "import", "definitions rollback");
    of(Operation.EXPORT, "export");
    of(Operation.PAUSES, "connection pause", "connection resume");
    of(Operation.TRIALS, "connection test");
    of(Operation.SECRETS, "secret set", "secret remove");
    of(Operation.WHOLE, "serve", "migrate", "backup", "restore", "upgrade-database", "sample");
    of(Operation.BREAK_GLASS, "incident break-glass");
    of(Operation.AUDIT, "audit");
  }

  private CommandOperations() {}

  private static void of(Operation operation, String... commands) {
    for (String command : commands) {
      OPERATIONS.put(command, operation);
    }
  }

  /**
   * The operation of a command; null for one that is not in the table, which a test forbids.
   *
   * @param path the words of the command without {@code tomte}
   */
  static @Nullable Operation find(String path) {
    return OPERATIONS.get(path);
  }

  /** The commands of an operation in order. */
  static List<String> commands(Operation operation) {
    return OPERATIONS.entrySet().stream()
        .filter(each -> each.getValue() == operation)
        .map(Map.Entry::getKey)
        .toList();
  }
}
