package org.tomte.connectors.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.Expiry;

/**
 * What a server needs for TLS; each a path of a PEM file or the PEM text itself.
 *
 * @param certificate the server's certificate, its issuers behind it
 * @param key its private key (PKCS #8, no passphrase)
 * @param authorities whose client certificates are accepted; null for none
 * @param revoked lists of revoked certificates; with them every client's certificate must be
 *     covered by a list that has not run out. Null when nothing is revoked
 */
public record ServerTls(
    String certificate, String key, @Nullable String authorities, @Nullable String revoked) {

  /**
   * Makes a context.
   *
   * @param folder where relative paths start
   * @throws ConnectorFault when a file cannot be read or does not fit; the message names the
   *     setting
   */
  public SSLContext context(Path folder) throws ConnectorFault {
    char[] none = new char[0];
    KeyStore keys = keys(folder, none);
    try {
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(keys, none);
      SSLContext context = SSLContext.getInstance("TLS");
      // Without authorities nobody is asked for a certificate, so nobody is trusted either.
      TrustManager[] trust = authorities == null ? new TrustManager[0] : trust(authorities, folder);
      context.init(keyManagers.getKeyManagers(), trust, null);
      return context;
    } catch (GeneralSecurityException fault) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, "TLS cannot be set up: " + fault.getMessage(), fault);
    }
  }

  /**
   * When the certificates that it is made of run out.
   *
   * @param folder where relative paths start
   * @throws ConnectorFault when a file cannot be read
   */
  public List<Expiry> expiries(Path folder) throws ConnectorFault {
    List<Expiry> expiries = new ArrayList<>();
    for (X509Certificate each : read("certificate", folder, certificate, Pem::certificates)) {
      expiries.add(expiry("certificate", each));
    }
    if (authorities != null) {
      for (X509Certificate each : read("authorities", folder, authorities, Pem::certificates)) {
        expiries.add(expiry("authority", each));
      }
    }
    return expiries;
  }

  private static Expiry expiry(String what, X509Certificate certificate) {
    return new Expiry(
        what + " for " + String.join(", ", CertificateWords.names(certificate)),
        certificate.getNotAfter().toInstant());
  }

  /**
   * The server's certificate in words.
   *
   * @param folder where relative paths start
   * @throws ConnectorFault when the file cannot be read
   */
  public String words(Path folder) throws ConnectorFault {
    X509Certificate own = read("certificate", folder, certificate, Pem::certificates).getFirst();
    return "for %s by %s, good until %s"
        .formatted(
            String.join(", ", CertificateWords.names(own)),
            CertificateWords.issuer(own),
            own.getNotAfter().toInstant());
  }

  private KeyStore keys(Path folder, char[] password) throws ConnectorFault {
    List<X509Certificate> chain = read("certificate", folder, certificate, Pem::certificates);
    var privateKey = read("key", folder, key, Pem::key);
    try {
      KeyStore store = empty();
      store.setKeyEntry("server", privateKey, password, chain.toArray(new X509Certificate[0]));
      return store;
    } catch (GeneralSecurityException | IOException fault) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, "certificate and key do not fit: " + fault.getMessage(), fault);
    }
  }

  private TrustManager[] trust(String from, Path folder) throws ConnectorFault {
    List<X509Certificate> roots = read("authorities", folder, from, Pem::certificates);
    try {
      KeyStore store = empty();
      for (int i = 0; i < roots.size(); i++) {
        store.setCertificateEntry("authority-" + i, roots.get(i));
      }
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, new X509CertSelector());
      parameters.setRevocationEnabled(revoked != null);
      if (revoked != null) {
        var lists = read("revoked", folder, revoked, Pem::revocations);
        parameters.addCertStore(
            CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(new CertPathTrustManagerParameters(parameters));
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException fault) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, "authorities cannot be used: " + fault.getMessage(), fault);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private interface Reading<T> {
    T read(String text) throws GeneralSecurityException;
  }

  private static <T> T read(String setting, Path folder, String value, Reading<T> reading)
      throws ConnectorFault {
    String what = value.strip().startsWith("-----BEGIN ") ? "the text given" : "'" + value + "'";
    try {
      return reading.read(Pem.text(value, folder));
    } catch (IOException | IllegalArgumentException fault) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, setting + ": " + what + " cannot be read as PEM", fault);
    } catch (GeneralSecurityException fault) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, setting + ": " + what + ": " + fault.getMessage(), fault);
    }
  }
}
