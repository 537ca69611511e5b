package org.tomte.connectors.imap;

import java.nio.file.Path;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.connectors.tls.Authorities;

/** Whom a connection trusts. */
final class Trust {

  private Trust() {}

  /** The factory of sockets that trust the authorities in a PEM file, or the usual ones. */
  static SSLSocketFactory factory(@Nullable Path authorities) throws ConnectorFault {
    return authorities == null
        ? (SSLSocketFactory) SSLSocketFactory.getDefault()
        : Authorities.of(authorities).context().getSocketFactory();
  }
}
