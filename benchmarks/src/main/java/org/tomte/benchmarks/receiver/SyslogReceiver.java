package org.tomte.benchmarks.receiver;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A receiver of somebody else on the loopback address that holds each message to a filter of five
 * terms and writes those that pass to a file. Only the last message of a measurement passes, so the
 * file tells when all were worked on.
 */
public final class SyslogReceiver implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String LAST = "this was the last one by policy";
  private static final byte[] END =
      ("<13>1 2026-11-25T11:00:00Z host-0 app-0 1 ID1 - " + LAST + "\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private final Process process;
  private final Path written;
  private final int port;

  private SyslogReceiver(String name, Process process, Path written, int port) {
    this.name = name;
    this.process = process;
    this.written = written;
    this.port = port;
  }

  /** rsyslog with two reading threads and a queue in memory; empty when it is not installed. */
  public static Optional<SyslogReceiver> rsyslog(Path folder) throws IOException {
    Path program = Path.of("/usr/sbin/rsyslogd");
    if (!Files.isExecutable(program)) {
      return Optional.empty();
    }
    Files.createDirectories(folder);
    int port = freePort();
    Path written = folder.resolve("rsyslog.out");
    Path settings =
        Files.writeString(
            folder.resolve("rsyslog.conf"),
            """
            global(workDirectory="%1$s")
            module(load="imptcp" threads="2")
            template(name="line" type="string" string="%%msg%%\\n")
            input(type="imptcp" address="127.0.0.1" port="%2$d" ruleset="filter")
            ruleset(name="filter" queue.type="FixedArray" queue.size="200000"
                    queue.dequeueBatchSize="4096") {
              if $syslogseverity >= 0 and $hostname startswith "host-" and $app-name != "sshd"
                 and $msg contains "policy" and $msg contains "%3$s" then {
                action(type="omfile" file="%4$s" template="line")
              }
            }
            """
                .formatted(folder, port, LAST, written));
    ProcessBuilder command =
        new ProcessBuilder(
            program.toString(),
            "-n",
            "-f",
            settings.toString(),
            "-i",
            folder.resolve("rsyslog.pid").toString());
    return Optional.of(started("rsyslog", command, folder, written, port));
  }

  /**
   * syslog-ng with threads and two workers; empty when it is not installed.
   *
   * @param tree where its packages were unpacked, because it cannot be installed beside rsyslog
   */
  public static Optional<SyslogReceiver> syslogNg(Path folder, Path tree) throws IOException {
    Path program = tree.resolve("usr/sbin/syslog-ng");
    if (!Files.isExecutable(program)) {
      return Optional.empty();
    }
    Files.createDirectories(folder);
    int port = freePort();
    Path written = folder.resolve("syslog-ng.out");
    Path libraries = tree.resolve("usr/lib");
    Path modules = libraries.resolve("syslog-ng/3.38");
    Path settings =
        Files.writeString(
            folder.resolve("syslog-ng.conf"),
            """
            @version: 3.38
            @module afsocket
            @module syslogformat
            @module affile
            options { threaded(yes); stats-freq(0); use-dns(no); keep-hostname(yes); };
            source senders {
              network(ip("127.0.0.1") port(%d) transport("tcp") flags(syslog-protocol)
                max-connections(16) log-iw-size(100000) log-fetch-limit(1000));
            };
            filter wanted {
              level(debug..emerg) and host("host-" type(string) flags(prefix))
              and not program("sshd" type(string)) and message("policy" type(string) flags(substring))
              and message("%s" type(string) flags(substring));
            };
            destination found { file("%s" template("$MSG\\n") flush-lines(1)); };
            log { source(senders); filter(wanted); destination(found); };
            """
                .formatted(port, LAST, written));
    ProcessBuilder command =
        new ProcessBuilder(
            program.toString(),
            "--foreground",
            "--no-caps",
            "--worker-threads=2",
            "--module-path=" + modules,
            "--cfgfile=" + settings,
            "--pidfile=" + folder.resolve("syslog-ng.pid"),
            "--control=" + folder.resolve("syslog-ng.ctl"),
            "--persist-file=" + folder.resolve("syslog-ng.persist"));
    command
        .environment()
        .put(
            "LD_LIBRARY_PATH",
            String.join(
                ":",
                tree.resolve("lib/x86_64-linux-gnu").toString(),
                libraries.resolve("x86_64-linux-gnu").toString(),
                libraries.resolve("syslog-ng").toString(),
                modules.toString()));
    return Optional.of(started("syslog-ng", command, folder, written, port));
  }

  private static SyslogReceiver started(
      String name, ProcessBuilder command, Path folder, Path written, int port) throws IOException {
    Path log = folder.resolve(name + ".log");
    Process process =
        command
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(folder.toFile())
            .start();
    SyslogReceiver receiver = new SyslogReceiver(name, process, written, port);
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!receiver.answers()) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        receiver.close();
        throw new IOException(name + " did not start: " + Files.readString(log));
      }
      LockSupport.parkNanos(20_000_000);
    }
    return receiver;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /**
   * Sends lines over one TCP connection, several times, and waits until the last was worked on.
   *
   * @param lines messages of RFC 5424, each with a newline at its end (RFC 6587, section 3.4.2)
   * @param count how many messages that are
   * @return messages in a second
   */
  public double perSecond(byte[] lines, int count, int times) throws IOException {
    long before = size();
    long begun = System.nanoTime();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < times; i++) {
        out.write(lines);
      }
      out.write(END);
    }
    while (size() <= before) {
      if (System.nanoTime() - begun > LONGEST.toNanos()) {
        throw new IOException(name + " did not work on all messages within " + LONGEST);
      }
      LockSupport.parkNanos(500_000);
    }
    return (double) count * times * 1e9 / (System.nanoTime() - begun);
  }

  private long size() throws IOException {
    return Files.exists(written) ? Files.size(written) : 0;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Those that are installed, each with files of its own below the folder. */
  public static List<SyslogReceiver> installed(Path folder, Path tree) throws IOException {
    Optional<SyslogReceiver> first = rsyslog(folder.resolve("rsyslog"));
    Optional<SyslogReceiver> second = syslogNg(folder.resolve("syslog-ng"), tree);
    return java.util.stream.Stream.of(first, second).flatMap(Optional::stream).toList();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
