package org.tomte.connectors.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Whom a connection trusts: the authorities of a PEM file and no others, or those of Java. */
public final class Authorities {
  private final X509ExtendedTrustManager trust;
  private final List<X509Certificate> own;

  private Authorities(X509ExtendedTrustManager trust, List<X509Certificate> own) {
    this.trust = trust;
    this.own = own;
  }

  /** Those of Java. */
  public static Authorities usual() {
    try {
      return new Authorities(manager(null), List.of());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has authorities", impossible);
    }
  }

  /**
   * Those of a file; those of Java when it is null.
   *
   * @throws ConnectorFault when it cannot be read or holds no certificate
   */
  public static Authorities of(@Nullable Path file) throws ConnectorFault {
    if (file == null) {
      return usual();
    }
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> found = new ArrayList<>();
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + found.size(), each);
        found.add((X509Certificate) each);
      }
      if (found.isEmpty()) {
        throw new GeneralSecurityException("it has no certificate");
      }
      return new Authorities(manager(store), List.copyOf(found));
    } catch (IOException | GeneralSecurityException fault) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "The file %s cannot serve as authorities: %s; valid is a PEM file with certificates."
              .formatted(file, fault.getMessage()),
          fault);
    }
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("there is no trust manager for X.509"));
  }

  /** A context that trusts them. */
  public SSLContext context() {
    return context(trust);
  }

  /** A context that trusts them and tells what servers showed. */
  public SSLContext watched(PresentedChain chain) {
    return context(new WatchedTrust(trust, chain));
  }

  private static SSLContext context(TrustManager manager) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has TLS", impossible);
    }
  }

  /** When the first certificate of the file runs out; empty for the authorities of Java. */
  public Optional<Instant> until() {
    return own.stream().map(each -> each.getNotAfter().toInstant()).min(Instant::compareTo);
  }
}
