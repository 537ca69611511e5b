package org.tomte.connectors.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/** The certificates that a server showed, its own first; empty before it did. */
public final class PresentedChain {
  private volatile List<X509Certificate> certificates = List.of();

  /** Nothing was shown yet. */
  public PresentedChain() {}

  /** What was shown last. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  void shown(X509Certificate[] chain) {
    certificates = List.of(chain);
  }
}
