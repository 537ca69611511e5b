package org.tomte.store.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tomte.store.postgres.DatabaseFault.Kind;

/** Understands what PostgreSQL writes when it cannot start. */
final class ServerMessages {

  /**
   * A cause that can be told from the messages.
   *
   * @param signs parts of the messages in lower case, one of which must be there
   * @param what the clause for the fault
   * @param quotes whether the last error of the messages is told too
   */
  private record Cause(Kind kind, List<String> signs, String what, boolean quotes, String remedy) {}

  private static final List<Cause> CAUSES =
      List.of(
          new Cause(
              Kind.NO_SPACE,
              List.of("no space left", "disk quota exceeded"),
              "PostgreSQL found no space left on the disk",
              false,
              FileFaults.FREE_SPACE),
          new Cause(
              Kind.UNSUPPORTED,
              List.of("could not map anonymous shared memory", "cannot allocate memory"),
              "PostgreSQL did not get the memory it asked for",
              false,
              "Free memory or set less shared-buffers."),
          new Cause(
              Kind.UNSUPPORTED,
              List.of("error while loading shared libraries", "exec format error"),
              "PostgreSQL cannot run on this machine",
              true,
              "Install the library it names, or configure an external PostgreSQL."),
          new Cause(
              Kind.NO_RIGHTS,
              List.of(
                  "permission denied",
                  "has wrong ownership",
                  "has invalid permissions",
                  "read-only file system"),
              "PostgreSQL may not use its files",
              true,
              "Give the folder and all in it back to the account that runs Tomte, mode 0700."),
          new Cause(
              Kind.BAD_SETTING,
              List.of(
                  "invalid value for parameter",
                  "unrecognized configuration parameter",
                  "is outside the valid range",
                  "syntax error in file"),
              "PostgreSQL refuses a setting",
              true,
              "Correct the overrides of the embedded database, or postgresql.conf there."));

  private ServerMessages() {}

  /** The fault behind a failed command. */
  static DatabaseFault fault(String what, Path where, Command.Ended ended) {
    return fault(what, where, ended.output());
  }

  /**
   * The fault behind the messages of a server that ended.
   *
   * @param what the clause to use when no cause is recognised; then the data are to blame
   */
  static DatabaseFault fault(String what, Path where, String output) {
    Cause other =
        new Cause(
            Kind.BROKEN_DATA,
            List.of(),
            what,
            true,
            "Keep a copy of the folder, read the log file of PostgreSQL, and restore the last"
                + " backup if the data are damaged.");
    Cause cause =
        CAUSES.stream().filter(each -> containsAny(output, each.signs())).findFirst().orElse(other);
    String told = cause.quotes() ? cause.what() + ": " + lastError(output) : cause.what();
    return new DatabaseFault(cause.kind(), told, where.toString(), cause.remedy());
  }

  /** Whether waiting helps: something of a server before this one has not let go yet. */
  static boolean passes(String output) {
    return containsAny(
        output,
        List.of("pre-existing shared memory block", "lock file \"postmaster.pid\" already exists"));
  }

  /** Whether another program took the port. */
  static boolean portTaken(String output) {
    return containsAny(output, List.of("address already in use", "could not create any tcp/ip"));
  }

  private static boolean containsAny(String output, List<String> parts) {
    String said = output.toLowerCase(Locale.ROOT);
    return parts.stream().anyMatch(said::contains);
  }

  /** The last line that tells an error, else the last one; without time and process number. */
  private static String lastError(String output) {
    List<String> lines = output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.isEmpty()) {
      return "it said nothing";
    }
    return lines.reversed().stream()
        .filter(line -> containsAny(line, List.of("fatal:", "panic:", "error:")))
        .filter(line -> !line.contains("aborting startup"))
        .findFirst()
        .orElse(lines.getLast())
        .replaceFirst("^.*?(FATAL|PANIC|ERROR|error):\\s*", "");
  }
}
