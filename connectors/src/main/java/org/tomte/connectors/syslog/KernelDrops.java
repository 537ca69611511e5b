package org.tomte.connectors.syslog;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * How many datagrams the kernel threw away because the receive buffer of our socket was full: the
 * last column of /proc/net/udp and udp6. On systems without these files nothing can be told.
 */
final class KernelDrops {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
  private static final int LOCAL = 1;
  private static final int DROPS = 12;

  private final String place;
  private final String placeInside;
  private long told;

  /** Counts for the socket that is bound there; what was dropped before is not ours. */
  KernelDrops(InetSocketAddress local) {
    byte[] address = local.getAddress().getAddress();
    byte[] mapped = address;
    if (local.getAddress() instanceof Inet4Address) {
      mapped = new byte[16];
      boolean any = local.getAddress().isAnyLocalAddress();
      mapped[10] = mapped[11] = (byte) (any ? 0 : 0xFF);
      System.arraycopy(address, 0, mapped, 12, 4);
    }
    String port = String.format(Locale.ROOT, ":%04X", local.getPort());
    place = words(address) + port;
    placeInside = words(mapped) + port;
    told = now();
  }

  /** The kernel writes addresses as words of 32 bits in the order of the machine. */
  private static String words(byte[] address) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < address.length; word += 4) {
      for (int i = 3; i >= 0; i--) {
        text.append(HexFormat.of().withUpperCase().toHexDigits(address[word + i]));
      }
    }
    return text.toString();
  }

  /** How many more since the last call. */
  long more() {
    long all = now();
    long more = Math.max(0, all - told);
    told = Math.max(told, all);
    return more;
  }

  private long now() {
    long drops = 0;
    for (Path table : TABLES) {
      try {
        for (String line : Files.readAllLines(table)) {
          drops += of(line.strip().split("\\s+"));
        }
      } catch (IOException notThere) {
        // Another system, or a kernel without this kind of address.
      }
    }
    return drops;
  }

  private long of(String[] columns) {
    boolean ours =
        columns.length > DROPS
            && (columns[LOCAL].equals(place) || columns[LOCAL].equals(placeInside));
    return ours ? Long.parseLong(columns[DROPS]) : 0;
  }
}
