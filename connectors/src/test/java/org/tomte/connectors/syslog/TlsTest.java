package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with an authority of its own: who has no good certificate is refused. */
@Tag("peer")
@Timeout(120)
class TlsTest {
  @TempDir static Path folder;

  @BeforeAll
  static void certificates() throws Exception {
    Authority authority = new Authority(folder);
    authority.issue("server", "20200101000000Z", "20991231235959Z");
    authority.issue("good", "20200101000000Z", "20991231235959Z");
    authority.issue("expired", "20200101000000Z", "20210101000000Z");
    authority.issue("stolen", "20200101000000Z", "20991231235959Z");
    authority.revoke("stolen");
    authority.list();
  }

  private static Listening listening(ClientCertificates wanted, String... allow) throws Exception {
    boolean none = wanted == ClientCertificates.NONE;
    SyslogSettings settings =
        new SyslogSettings(
            List.of("tls://127.0.0.1:0"),
            List.of(),
            List.of(allow),
            "UTC",
            Map.of(),
            List.of(),
            "server.pem",
            Files.readString(folder.resolve("server.key")),
            wanted,
            none ? null : "ca.pem",
            none ? null : "revoked.pem",
            65_536,
            10,
            Duration.ofDays(1),
            65_536);
    return new Listening(settings, folder);
  }

  private static SSLContext client(@Nullable String name) throws Exception {
    char[] password = new char[0];
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    if (name != null) {
      String pem =
          Files.readString(folder.resolve(name + ".key")).replaceAll("-----[^-]+-----", "");
      var key =
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
      keys.setKeyEntry("me", key, password, new Certificate[] {certificate(name)});
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", certificate("ca"));
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(keys, password);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Certificate certificate(String name) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(
            new ByteArrayInputStream(Files.readAllBytes(folder.resolve(name + ".pem"))));
  }

  private static void send(Listening listening, @Nullable String name, String... protocols)
      throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            client(name)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), listening.port(0))) {
      if (protocols.length > 0) {
        socket.setEnabledProtocols(protocols);
      }
      Listening.send(socket, "5 <13>a");
      socket.shutdownOutput();
      // In TLS 1.3 the answer to a bad certificate comes behind the handshake.
      var _ = socket.getInputStream().read();
    }
  }

  @Test
  void aSenderWithAGoodCertificateIsTakenAndItsSubjectKept() throws Exception {
    try (Listening listening = listening(ClientCertificates.REQUIRED)) {
      for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
        send(listening, "good", protocol);
        assertThat(listening.sink.next().fields())
            .containsEntry("message", "a")
            .containsEntry("transport", "tls")
            .containsEntry("certificate", "CN=good");
      }
    }
  }

  @Test
  void expiredRevokedAndMissingCertificatesAreRefused() throws Exception {
    try (Listening listening = listening(ClientCertificates.REQUIRED)) {
      for (String name : new @Nullable String[] {"expired", "stolen", null}) {
        assertThatThrownBy(() -> send(listening, name))
            .as("" + name)
            .isInstanceOf(IOException.class);
        assertThat(listening.sink.refusal()).startsWith("1: no TLS with 127.0.0.1");
      }
      assertThat(listening.sink.arrivals).isEmpty();
    }
  }

  @Test
  void aWantedCertificateMayBeMissingButNotBad() throws Exception {
    try (Listening listening = listening(ClientCertificates.WANTED)) {
      send(listening, null);
      assertThat(listening.sink.next().fields()).doesNotContainKey("certificate");
      assertThatThrownBy(() -> send(listening, "stolen")).isInstanceOf(IOException.class);
      assertThat(listening.sink.refusal()).contains("no TLS");
    }
  }

  @Test
  void nobodyIsAskedWhereNoCertificateIsWanted() throws Exception {
    try (Listening listening = listening(ClientCertificates.NONE)) {
      send(listening, "expired");
      assertThat(listening.sink.next().fields()).doesNotContainKey("certificate");
    }
  }

  @Test
  void aSenderThatSpeaksNoTlsIsRefused() throws Exception {
    try (Listening listening = listening(ClientCertificates.NONE);
        var socket = listening.connect()) {
      Listening.send(socket, "<13>plain text on the wrong port\n");
      assertThat(listening.sink.refusal()).contains("no TLS");
      assertThat(listening.sink.arrivals).isEmpty();
    }
  }

  @Test
  void aProxySpeaksBeforeTheHandshake() throws Exception {
    try (Listening listening = listening(ClientCertificates.NONE, "127.0.0.1")) {
      try (var plain = listening.connect()) {
        Listening.send(plain, "PROXY TCP6 2001:db8::7 ::1 4711 6514\r\n");
        try (SSLSocket socket =
            (SSLSocket)
                client(null).getSocketFactory().createSocket(plain, "localhost", 6514, false)) {
          Listening.send(socket, "<13>behind\n");
        }
        assertThat(listening.sink.next().fields())
            .containsEntry("message", "behind")
            .containsEntry("host", "2001:db8:0:0:0:0:0:7");
      }
    }
  }
}
