package org.tomte.benchmarks.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.tomte.benchmarks.Scratch;

/** The peer: mbsync of the package isync, which writes a Maildir of its own. */
final class Mbsync implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/mbsync");

  private final Scratch scratch = Scratch.open();
  private final Path configuration;
  private final Path mail;

  Mbsync(int port, String user) throws IOException {
    this.mail = scratch.path().resolve("mail");
    this.configuration = scratch.path().resolve("mbsyncrc");
    Files.writeString(
        configuration,
        """
        IMAPAccount bench
        Host 127.0.0.1
        Port %d
        User %s
        Pass secret
        SSLType None
        AuthMechs LOGIN

        IMAPStore remote
        Account bench

        MaildirStore local
        Path %s/
        Inbox %s/inbox

        Channel all
        Far :remote:
        Near :local:
        Patterns INBOX
        Sync Pull
        Create Near
        SyncState *
        """
            .formatted(port, user, mail, mail));
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /** Forgets everything that was read. */
  void forget() throws IOException {
    if (Files.isDirectory(mail)) {
      try (Stream<Path> paths = Files.walk(mail)) {
        for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(mail);
  }

  /** Reads what is new; gives how long it took. */
  Duration run() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-c", configuration.toString(), "-q", "-q", "all")
            .inheritIO()
            .start();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException("mbsync ended with " + exit);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** How many mails it has written. */
  int count() throws IOException {
    int count = 0;
    for (String part : new String[] {"cur", "new"}) {
      try (Stream<Path> files = Files.list(mail.resolve("inbox").resolve(part))) {
        count += (int) files.count();
      }
    }
    return count;
  }

  @Override
  public void close() {
    scratch.close();
  }
}
