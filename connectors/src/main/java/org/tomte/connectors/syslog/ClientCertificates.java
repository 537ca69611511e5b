package org.tomte.connectors.syslog;

/** Whether senders by TLS show a certificate. */
public enum ClientCertificates {
  /** They are not asked. */
  NONE,
  /** They are asked; those without one may send, a certificate that is not valid is refused. */
  WANTED,
  /** Without a valid one they are refused. */
  REQUIRED
}
