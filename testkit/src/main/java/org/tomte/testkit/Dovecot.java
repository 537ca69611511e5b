package org.tomte.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Debian's dovecot for one test, on loopback with random ports and a configuration of its own.
 * Every user has the password {@code secret} and a Maildir in the folder.
 */
public final class Dovecot implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
  private static final long PATIENCE = 20_000_000_000L;

  private final Path folder;
  private final int port;
  private final int tlsPort;
  private final Process process;

  /**
   * What is different from the usual.
   *
   * @param certificate a PEM file with key and certificate; null for no TLS
   * @param more lines of configuration
   */
  public record Options(@Nullable Path certificate, String more) {

    /** No TLS, nothing special. */
    public static final Options PLAIN = new Options(null, "");
  }

  private Dovecot(Path folder, int port, int tlsPort, Process process) {
    this.folder = folder;
    this.port = port;
    this.tlsPort = tlsPort;
    this.process = process;
  }

  /** Whether the program is installed. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts it and waits until it answers.
   *
   * @throws IOException when it is not installed or does not answer; the message has its log
   */
  public static Dovecot start(Path folder, Options options) throws IOException {
    if (!isInstalled()) {
      throw new IOException("dovecot is not installed; valid: apt-get install dovecot-imapd");
    }
    Path home = Files.createDirectories(folder.toAbsolutePath());
    int port = freePort();
    int tlsPort = freePort();
    Path configuration = home.resolve("dovecot.conf");
    Files.writeString(configuration, configuration(home, port, tlsPort, options));
    Files.createDirectories(home.resolve("mail"));
    if (isRoot()) {
      open(home);
      chown(home.resolve("mail"));
    }
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-F", "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output").toFile())
            .start();
    Dovecot started = new Dovecot(home, port, tlsPort, process);
    started.await();
    return started;
  }

  private static String configuration(Path home, int port, int tlsPort, Options options) {
    String user = System.getProperty("user.name");
    String users =
        isRoot() ? "" : "default_login_user = %1$s\ndefault_internal_user = %1$s\n".formatted(user);
    String owner = isRoot() ? "uid=nobody gid=nogroup " : "uid=%1$s gid=%1$s ".formatted(user);
    Path certificate = options.certificate();
    String tls =
        certificate == null
            ? "ssl = no\n"
            : "ssl = yes\nssl_cert = <%1$s\nssl_key = <%1$s\n".formatted(certificate);
    return """
    base_dir = %1$s/run
    state_dir = %1$s/state
    log_path = %1$s/log
    protocols = imap
    listen = 127.0.0.1
    disable_plaintext_auth = no
    mail_location = maildir:~/Maildir
    mail_fsync = never
    first_valid_uid = 0
    mail_max_userip_connections = 100
    passdb {
      driver = static
      args = password=secret
    }
    userdb {
      driver = static
      args = %2$shome=%1$s/mail/%%u
    }
    service anvil {
      chroot =
    }
    service imap-login {
      chroot =
      inet_listener imap {
        port = %3$d
      }
      inet_listener imaps {
        port = %4$d
      }
    }
    service stats {
      chroot =
    }
    %5$s%6$s%7$s
    """
        .formatted(
            home, owner, port, certificate == null ? 0 : tlsPort, users, tls, options.more());
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Its workers run as another user and must get through. */
  private static void open(Path home) throws IOException {
    for (Path part = home; part != null && part.startsWith("/tmp/"); part = part.getParent()) {
      run("chmod", "a+x", part.toString());
    }
  }

  private static void chown(Path path) throws IOException {
    run("chown", "-R", "nobody:nogroup", path.toString());
  }

  private static void run(String... command) throws IOException {
    try {
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IOException(String.join(" ", command) + " gave " + exit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await() throws IOException {
    long deadline = System.nanoTime() + PATIENCE;
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.getInputStream().read() == '*') {
          return;
        }
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IOException("dovecot does not answer: " + log(), notYet);
        }
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private String log() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : List.of("output", "log")) {
      Path file = folder.resolve(name);
      all.append(Files.exists(file) ? Files.readString(file) : "");
    }
    return all.toString();
  }

  /** The port for IMAP in the clear and STARTTLS. */
  public int port() {
    return port;
  }

  /** The port for TLS. */
  public int tlsPort() {
    return tlsPort;
  }

  /** Where the mails of a user lie. */
  public Path maildir(String user) {
    return folder.resolve("mail").resolve(user).resolve("Maildir");
  }

  /**
   * Delivers mails to a user, as a mail server does: by files in {@code new}.
   *
   * @param name begins the names of the files; another one for each call
   */
  public void deliver(String user, String name, List<String> mails) throws IOException {
    Path maildir = maildir(user);
    if (!Files.isDirectory(maildir)) {
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(maildir.resolve(part));
      }
      own(folder.resolve("mail").resolve(user));
    }
    Path written = maildir.resolve("tmp");
    int number = 0;
    for (String mail : mails) {
      String file = "1764057600.%s_%06d.test".formatted(name, number++);
      Files.writeString(written.resolve(file), mail, StandardCharsets.UTF_8);
    }
    // Before they are seen: dovecot moves what lies in the other folders while it is looked at.
    own(written);
    try (Stream<Path> files = Files.list(written)) {
      for (Path file : files.sorted().toList()) {
        Files.move(file, maildir.resolve("new").resolve(file.getFileName()));
      }
    }
  }

  private static void own(Path path) throws IOException {
    if (isRoot()) {
      chown(path);
    }
  }

  /** How many mails lie in a folder of a user; empty text for the inbox. */
  public int count(String user, String name) throws IOException {
    Path maildir = name.isEmpty() ? maildir(user) : maildir(user).resolve("." + name);
    int count = 0;
    for (String part : List.of("cur", "new")) {
      if (Files.isDirectory(maildir.resolve(part))) {
        try (Stream<Path> files = Files.list(maildir.resolve(part))) {
          count += (int) files.count();
        }
      }
    }
    return count;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
