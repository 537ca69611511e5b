package org.tomte.connectors.imap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate of its own authority, made by the JDK's keytool.
 *
 * @param keyAndCertificate a PEM file for the server
 * @param authority a PEM file for the client
 */
record Certificates(Path keyAndCertificate, Path authority) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  static Certificates make(Path folder, String host)
      throws IOException, GeneralSecurityException, InterruptedException {
    Files.createDirectories(folder);
    Path store = folder.resolve("store.p12");
    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("keytool gave " + exit);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    String certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
    String key = pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
    Path both = Files.writeString(folder.resolve("server.pem"), certificate + key);
    return new Certificates(both, Files.writeString(folder.resolve("ca.pem"), certificate));
  }

  private static String pem(String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text);
  }
}
