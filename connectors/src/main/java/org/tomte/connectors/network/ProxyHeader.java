package org.tomte.connectors.network;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The header by which a proxy says whom it speaks for (PROXY protocol of HAProxy, versions 1 and
 * 2). Reads not one byte more than the header.
 *
 * @param address of the sender; null when the proxy speaks for itself or does not know
 * @param port of the sender; 0 when it is not known
 */
public record ProxyHeader(@Nullable InetAddress address, int port) {
  private static final byte[] SECOND = {
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
  };
  private static final int LONGEST_LINE = 107;
  private static final int LONGEST_BINARY = 4_096;
  private static final ProxyHeader UNKNOWN = new ProxyHeader(null, 0);

  /**
   * Reads the header at the beginning of a connection.
   *
   * @throws IOException when there is none, it is broken or the connection ends; the connection
   *     must be closed then
   */
  public static ProxyHeader read(InputStream in) throws IOException {
    int first = in.read();
    return switch (first) {
      case 'P' -> line(in);
      case 0x0D -> binary(in);
      case -1 -> throw new EOFException("the connection ended before a PROXY header");
      default -> throw new IOException("there is no PROXY header (versions 1 and 2 are valid)");
    };
  }

  private static ProxyHeader line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder("P");
    while (line.length() < LONGEST_LINE && line.charAt(line.length() - 1) != '\n') {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("the connection ended in a PROXY header");
      }
      line.append((char) octet);
    }
    String[] words = line.toString().split("[ \r]", -1);
    if (!line.toString().endsWith("\r\n") || !words[0].equals("PROXY") || words.length < 2) {
      throw new IOException("the PROXY header of version 1 is broken");
    }
    if (words[1].equals("UNKNOWN")) {
      return UNKNOWN;
    }
    if (words.length != 7 || !(words[1].equals("TCP4") || words[1].equals("TCP6"))) {
      throw new IOException("the PROXY header of version 1 is broken: TCP4 and TCP6 are valid");
    }
    try {
      return new ProxyHeader(InetAddress.ofLiteral(words[2]), port(words[4]));
    } catch (IllegalArgumentException wrong) {
      throw new IOException("the PROXY header of version 1 has no valid address and port", wrong);
    }
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is from 0 to 65535");
    }
    return port;
  }

  private static ProxyHeader binary(InputStream in) throws IOException {
    byte[] head = new byte[16];
    head[0] = 0x0D;
    if (in.readNBytes(head, 1, 15) < 15) {
      throw new EOFException("the connection ended in a PROXY header");
    }
    int length = (head[14] & 0xFF) << 8 | (head[15] & 0xFF);
    boolean valid =
        Arrays.equals(head, 0, SECOND.length, SECOND, 0, SECOND.length)
            && (head[12] & 0xF0) == 0x20
            && (head[12] & 0x0F) <= 1
            && length <= LONGEST_BINARY;
    if (!valid) {
      throw new IOException("the PROXY header of version 2 is broken");
    }
    byte[] rest = in.readNBytes(length);
    if (rest.length < length) {
      throw new EOFException("the connection ended in a PROXY header");
    }
    boolean local = (head[12] & 0x0F) == 0;
    return local ? UNKNOWN : addresses(head[13], rest);
  }

  private static ProxyHeader addresses(byte family, byte[] rest) throws IOException {
    int size = family >> 4 == 1 ? 4 : family >> 4 == 2 ? 16 : 0;
    if (size == 0) {
      return UNKNOWN;
    }
    if (rest.length < 2 * size + 4) {
      throw new IOException("the PROXY header of version 2 is too short for its addresses");
    }
    InetAddress source = InetAddress.getByAddress(Arrays.copyOf(rest, size));
    return new ProxyHeader(source, (rest[2 * size] & 0xFF) << 8 | (rest[2 * size + 1] & 0xFF));
  }
}
