package org.tomte.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The ports of the demo's own servers. They are kept from one demonstration to the next while they
 * are free, so that the definitions stay as they are.
 *
 * @param imap where the mailbox is
 * @param syslog where the firewall sends to
 */
record DemoPorts(int imap, int syslog) {

  /** Takes the ports in the file where they are free, others where they are not. */
  static DemoPorts in(Path file) {
    Properties kept = new Properties();
    try {
      if (Files.exists(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          kept.load(in);
        }
      }
      DemoPorts ports = new DemoPorts(free(kept, "imap"), free(kept, "syslog"));
      kept.setProperty("imap", String.valueOf(ports.imap));
      kept.setProperty("syslog", String.valueOf(ports.syslog));
      try (OutputStream out = Files.newOutputStream(file)) {
        kept.store(out, "ports of the demo's own servers");
      }
      return ports;
    } catch (IOException failed) {
      throw new UncheckedIOException("no ports for the demo's servers: " + file, failed);
    }
  }

  private static int free(Properties kept, String name) throws IOException {
    int wanted = Integer.parseInt(kept.getProperty(name, "0"));
    try {
      return bound(wanted);
    } catch (IOException taken) {
      return bound(0);
    }
  }

  private static int bound(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
