package org.tomte.connectors.reach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.ProbeFault;
import org.tomte.connectors.tls.Authorities;
import org.tomte.connectors.tls.CertificateWords;
import org.tomte.connectors.tls.PresentedChain;

/** One TLS handshake, and why it failed. */
final class TlsHandshake {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final int SHORT_MILLIS = 3_000;

  private final Target target;
  private final Authorities authorities;

  TlsHandshake(Target target, Authorities authorities) {
    this.target = target;
    this.authorities = authorities;
  }

  /**
   * Begins it.
   *
   * @return protocol and certificate in words
   */
  String begin(Socket plain, Instant now) throws ProbeFault, InterruptedException {
    return begin(plain, new PresentedChain(), now);
  }

  /** When the first certificate that the server shows runs out; past when one has. */
  Instant until(Socket plain, Instant now) throws ProbeFault, InterruptedException {
    PresentedChain chain = new PresentedChain();
    try {
      String _ = begin(plain, chain, now);
    } catch (ProbeFault fault) {
      if (chain.certificates().isEmpty() || !first(chain).isBefore(now)) {
        throw fault;
      }
    }
    return first(chain);
  }

  /** Of all that is shown: one of them is enough to be refused. */
  private static Instant first(PresentedChain chain) {
    return chain.certificates().stream()
        .map(each -> each.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private String begin(Socket plain, PresentedChain chain, Instant now)
      throws ProbeFault, InterruptedException {
    try {
      SSLSocket tls = socket(plain, chain);
      tls.startHandshake();
      SSLSession session = tls.getSession();
      X509Certificate own = (X509Certificate) session.getPeerCertificates()[0];
      Instant until = own.getNotAfter().toInstant();
      return "%s, certificate for %s by %s, %s %s"
          .formatted(
              session.getProtocol(),
              String.join(", ", CertificateWords.names(own)),
              CertificateWords.issuer(own),
              // Java looks at no end of a certificate that is trusted by itself.
              until.isAfter(now) ? "good until" : "trusted by itself though it ran out on",
              until);
    } catch (IOException failed) {
      Route.interrupted();
      throw chain.certificates().isEmpty()
          ? withoutCertificate(failed)
          : aboutCertificate(chain.certificates(), failed, now);
    }
  }

  private SSLSocket socket(Socket plain, PresentedChain chain) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            authorities
                .watched(chain)
                .getSocketFactory()
                .createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(PROTOCOLS);
    tls.setSSLParameters(parameters);
    return tls;
  }

  private ProbeFault aboutCertificate(
      List<X509Certificate> chain, IOException failed, Instant now) {
    for (X509Certificate each : chain) {
      String name = String.join(", ", CertificateWords.names(each));
      if (each.getNotAfter().toInstant().isBefore(now)) {
        return fault(
            "The certificate of %s ran out on %s.".formatted(name, each.getNotAfter().toInstant()),
            "Renew it at the server.",
            failed);
      }
      if (each.getNotBefore().toInstant().isAfter(now)) {
        return fault(
            "The certificate of %s is good from %s on only."
                .formatted(name, each.getNotBefore().toInstant()),
            "Look at the clocks of this machine and of the server.",
            failed);
      }
    }
    X509Certificate own = chain.getFirst();
    if (CertificateWords.isAboutTheName(failed)) {
      return fault(
          "The certificate is for %s, not for %s."
              .formatted(String.join(", ", CertificateWords.names(own)), target.host()),
          "Use a name of the certificate as host, or have one made for %s."
              .formatted(target.host()),
          failed);
    }
    String trust = target.hints().trust();
    return fault(
        "The certificate of %s comes from %s, which is not trusted: %s."
            .formatted(target.host(), CertificateWords.issuer(own), CertificateWords.root(failed)),
        trust.isEmpty()
            ? "Have the server send its issuers, or add the authority to the trust store of Java."
            : "Put the authority's certificate into a PEM file and name it in %s; the server must"
                    .formatted(trust)
                + " send the issuers between.",
        failed);
  }

  private ProbeFault withoutCertificate(IOException failed) {
    String said = CertificateWords.root(failed);
    if (said.contains("Unsupported or unrecognized SSL message")) {
      String plain = target.hints().plain();
      return fault(
          "%s speaks in the clear, and this connection begins with TLS.".formatted(target.words()),
          plain.isEmpty()
              ? "Name the port that speaks TLS; usual are %s.".formatted(target.hints().ports())
              : "Say %s, or name the port that begins with TLS.".formatted(plain),
          failed);
    }
    if (failed instanceof SocketTimeoutException) {
      return new ProbeFault(
          FaultKind.UNAVAILABLE,
          "%s did not answer to TLS.".formatted(target.words()),
          "The port may be of another service; usual are %s.".formatted(target.hints().ports()),
          failed);
    }
    if (said.contains("protocol_version") || said.contains("handshake_failure")) {
      return fault(
          "%s and this machine have no version of TLS in common: %s."
              .formatted(target.words(), said),
          "The server must offer TLS 1.2 or 1.3.",
          failed);
    }
    return new ProbeFault(
        FaultKind.UNAVAILABLE,
        "%s ended the connection during TLS: %s.".formatted(target.words(), said),
        "Look whether the port is right; usual are %s.".formatted(target.hints().ports()),
        failed);
  }

  private static ProbeFault fault(String reason, String remedy, IOException failed) {
    return new ProbeFault(FaultKind.CONFIGURATION, reason, remedy, failed);
  }

  /** Whether a server that was silent in the clear answers to TLS. */
  static boolean speaksTls(Target target, InetAddress[] addresses) {
    PresentedChain chain = new PresentedChain();
    for (InetAddress address : addresses) {
      try (Socket plain = new Socket()) {
        int patience = Math.min(target.millis(), SHORT_MILLIS);
        plain.connect(new InetSocketAddress(address, target.port()), patience);
        plain.setSoTimeout(patience);
        new TlsHandshake(target, Authorities.usual()).socket(plain, chain).startHandshake();
        return true;
      } catch (IOException notTrusted) {
        if (!chain.certificates().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }
}
