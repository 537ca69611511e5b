package org.tomte.connectors.tls;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What certificates say, for people. */
public final class CertificateWords {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private CertificateWords() {}

  /** The names and addresses that a certificate is for (RFC 6125), or its subject without any. */
  public static List<String> names(X509Certificate certificate) {
    Set<String> names = new LinkedHashSet<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> each : alternatives) {
          int kind = each.getFirst() instanceof Integer number ? number : -1;
          if (kind == DNS || kind == ADDRESS) {
            names.add(String.valueOf(each.get(1)));
          }
        }
      }
    } catch (CertificateParsingException unreadable) {
      names.clear();
    }
    return names.isEmpty()
        ? List.of(certificate.getSubjectX500Principal().getName())
        : List.copyOf(names);
  }

  /** Who issued it. */
  public static String issuer(X509Certificate certificate) {
    boolean self =
        certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    String name = certificate.getIssuerX500Principal().getName();
    return self ? name + " (itself)" : name;
  }

  /** Whether a handshake failed because the name is another. */
  public static boolean isAboutTheName(Throwable failed) {
    for (Throwable each = failed; each != null; each = each.getCause()) {
      String said = String.valueOf(each.getMessage());
      boolean name =
          said.startsWith("No subject alternative")
              || said.startsWith("No name matching")
              || said.startsWith("Illegal given domain name");
      if (each instanceof CertificateException && name) {
        return true;
      }
    }
    return false;
  }

  /** The innermost words of a failure, without an end of their own. */
  public static String root(Throwable failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return said.replaceAll("\\s+", " ").strip().replaceAll("\\.$", "");
  }
}
