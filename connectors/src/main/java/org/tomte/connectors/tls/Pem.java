package org.tomte.connectors.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM (RFC 7468). A setting may hold the text itself or the path of a file. */
final class Pem {
  private static final String BEGIN = "-----BEGIN ";
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "RSASSA-PSS");

  private Pem() {}

  /** The text: the setting itself, or what is in the file it names. */
  static String text(String setting, Path folder) throws IOException {
    return setting.strip().startsWith(BEGIN)
        ? setting
        : Files.readString(folder.resolve(setting.strip()), StandardCharsets.US_ASCII);
  }

  static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in(text))) {
      certificates.add((X509Certificate) each);
    }
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate; PEM with CERTIFICATE is valid");
    }
    return certificates;
  }

  static List<CRL> revocations(String text) throws GeneralSecurityException {
    List<CRL> lists = List.copyOf(CertificateFactory.getInstance("X.509").generateCRLs(in(text)));
    if (lists.isEmpty()) {
      throw new GeneralSecurityException("there is no list; PEM with X509 CRL is valid");
    }
    return lists;
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  static PrivateKey key(String text) throws GeneralSecurityException {
    Matcher matcher = KEY.matcher(text);
    if (!matcher.find()) {
      throw new GeneralSecurityException("there is no key; PEM with PRIVATE KEY is valid");
    }
    String kind = matcher.group(1).strip();
    if (!kind.isEmpty()) {
      throw new GeneralSecurityException(
          "a key of kind '"
              + kind
              + "' is not read; PKCS #8 without a passphrase is valid (openssl pkcs8 -topk8"
              + " -nocrypt)");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(2));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException otherAlgorithm) {
        // The next one is tried.
      }
    }
    throw new GeneralSecurityException("the key is of none of " + String.join(", ", ALGORITHMS));
  }
}
