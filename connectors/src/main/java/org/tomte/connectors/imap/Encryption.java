package org.tomte.connectors.imap;

/** How a connection to a mail server is protected. */
public enum Encryption {
  /** TLS from the first byte (RFC 8314). */
  TLS(993),
  /** TLS begun by STARTTLS before anything secret is said; a server without it is a fault. */
  STARTTLS(143),
  /** Nothing; for servers on the same machine. */
  NONE(143);

  private final int port;

  Encryption(int port) {
    this.port = port;
  }

  /** The usual port. */
  public int port() {
    return port;
  }
}
