package org.tomte.connectors.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Sockets that trust the certificates of a file and no others. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  static SSLSocketFactory sockets(Path file) throws ConnectorFault {
    try (InputStream stream = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(stream);
      if (found.isEmpty()) {
        throw new ConnectorFault(
            FaultKind.CONFIGURATION, "The file %s holds no certificate.".formatted(file));
      }
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate certificate : found) {
        trusted.setCertificateEntry("certificate-" + number++, certificate);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException unusable) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "The certificates of %s cannot be read: %s".formatted(file, unusable.getMessage()),
          unusable);
    }
  }
}
