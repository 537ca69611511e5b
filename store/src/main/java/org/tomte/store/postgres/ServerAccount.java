package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tomte.store.postgres.DatabaseFault.Kind;

/**
 * As whom PostgreSQL, which refuses root, is started, and how it learns that this program died: by
 * a signal of Linux that follows the thread which started it.
 */
sealed interface ServerAccount {

  /** The words before a command of PostgreSQL that runs once and ends. */
  List<String> before();

  /** The words before the server itself. */
  List<String> beforeServer();

  /** Makes the account the owner of a file or folder, which another account may have made. */
  void own(Path path) throws IOException;

  /** The user that runs Tomte, not root. */
  record SameUser(boolean deathSignal) implements ServerAccount {
    @Override
    public List<String> before() {
      return List.of();
    }

    @Override
    public List<String> beforeServer() {
      return deathSignal ? List.of("setpriv", "--pdeathsig", "INT", "--") : List.of();
    }

    @Override
    public void own(Path path) {} // no right to change it; PostgreSQL tells what is wrong
  }

  /** Root outside, nobody in a user namespace of its own: files stay root's. */
  record OwnNamespace() implements ServerAccount {
    @Override
    public List<String> before() {
      return List.of("unshare", "-U", "--");
    }

    @Override
    public List<String> beforeServer() {
      return List.of("unshare", "-U", "--", "setpriv", "--pdeathsig", "INT", "--");
    }

    @Override
    public void own(Path path) throws IOException {
      FolderTree.giveTo(path, ROOT);
    }
  }

  /** Another user, for root where user namespaces are forbidden. */
  record OtherUser(int userId) implements ServerAccount {
    @Override
    public List<String> before() {
      return List.of(
          "setpriv",
          "--reuid=" + userId,
          "--regid=" + userId,
          "--clear-groups",
          "--no-new-privs",
          "--");
    }

    @Override
    public List<String> beforeServer() {
      List<String> words = new ArrayList<>(before());
      words.addAll(words.size() - 1, List.of("--pdeathsig", "INT"));
      return List.copyOf(words);
    }

    @Override
    public void own(Path path) throws IOException {
      FolderTree.giveTo(path, userId);
    }
  }

  /** The user that may do everything. */
  int ROOT = 0;

  /** The user "nobody" of every Linux. */
  int NOBODY = 65534;

  /**
   * Chooses the first way that works here.
   *
   * @param binaries the programs that the account must reach
   * @param dataParent the folder in which the data directory lies
   */
  static ServerAccount choose(PostgresBinaries binaries, Path dataParent) {
    if (!isRoot()) {
      return new SameUser(Command.succeeds(List.of("setpriv", "--pdeathsig", "INT", "--", "true")));
    }
    OwnNamespace namespace = new OwnNamespace();
    if (Command.succeeds(with(namespace.beforeServer(), List.of("true")))) {
      return namespace;
    }
    return otherUser(binaries, dataParent);
  }

  /** The way by a change of the user, after a check that it reaches what it needs. */
  static OtherUser otherUser(PostgresBinaries binaries, Path dataParent) {
    OtherUser other = new OtherUser(NOBODY);
    letThrough(FolderTree.parentOf(FolderTree.parentOf(binaries.folder())));
    letThrough(dataParent);
    String test = "test -x \"$0\" && test -x \"$1\"";
    String program = binaries.postgres().toString();
    if (Command.succeeds(
        with(other.before(), List.of("sh", "-c", test, program, dataParent.toString())))) {
      return other;
    }
    throw new DatabaseFault(
        Kind.NO_RIGHTS,
        "PostgreSQL refuses to run as root, user namespaces are not allowed here, and the user"
            + " \"nobody\" cannot reach the home",
        dataParent.toString(),
        "Run Tomte as a normal user, or give TOMTE_HOME a folder that others may pass (mode"
            + " 0711).");
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT);
    } catch (IOException _) {
      return false;
    }
  }

  /** Others may pass these folders of ours; what lies in them stays closed to them. */
  private static void letThrough(Path folder) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
      if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(folder, permissions);
      }
    } catch (IOException e) {
      throw FileFaults.of("opening the folder for PostgreSQL", folder, e);
    }
  }

  private static List<String> with(List<String> before, List<String> command) {
    List<String> words = new ArrayList<>(before);
    words.addAll(command);
    return words;
  }
}
