package org.tomte.connectors.reach;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;
import org.tomte.connectors.egress.AddressGuard;
import org.tomte.connectors.tls.Authorities;

/** The way to one server, for a probe: used by one thread, from the name to TLS. */
public final class Route implements AutoCloseable {

  /** Takes steps and tells nobody, for those who look without a person waiting. */
  public static final ProbeSteps UNTOLD =
      (_, step) -> {
        String _ = step.take();
      };

  private static final int LONGEST_LINE = 4_096;

  private final Target target;
  private InetAddress[] addresses = new InetAddress[0];
  private @Nullable Socket socket;

  /** A way that was not gone yet. */
  public Route(Target target) {
    this.target = target;
  }

  /**
   * Finds the addresses and connects: two steps.
   *
   * @throws ProbeFault when the name is not known, an address is not allowed or nothing answers
   * @throws ConnectorFault never
   * @throws InterruptedException when it took too long
   */
  public void open(ProbeSteps steps) throws ProbeFault, ConnectorFault, InterruptedException {
    steps.step("name", this::resolve);
    steps.step("connection", this::connect);
  }

  private String resolve() throws ProbeFault {
    try {
      addresses = InetAddress.getAllByName(target.host());
    } catch (UnknownHostException unknown) {
      throw new ProbeFault(
          FaultKind.UNAVAILABLE,
          "The name %s is not known.".formatted(target.host()),
          "Look at the spelling of the host, and at the name servers of this machine.",
          unknown);
    }
    if (!target.allowPrivate()) {
      for (InetAddress address : addresses) {
        String why = AddressGuard.notPublic(address);
        if (why != null) {
          throw new ProbeFault(
              FaultKind.CONFIGURATION,
              "%s has the address %s, %s.".formatted(target.host(), address.getHostAddress(), why),
              "If it is meant, say allow-private: true in the connection.",
              null);
        }
      }
    }
    return Arrays.stream(addresses)
        .map(InetAddress::getHostAddress)
        .collect(Collectors.joining(", "));
  }

  private String connect() throws ProbeFault, InterruptedException {
    IOException last = new ConnectException("no address");
    for (InetAddress address : addresses) {
      Socket each = new Socket();
      try {
        each.connect(new InetSocketAddress(address, target.port()), target.millis());
        each.setSoTimeout(target.millis());
        socket = each;
        return "%s port %d answers".formatted(address.getHostAddress(), target.port());
      } catch (IOException failed) {
        last = failed;
        quietly(each);
      }
    }
    interrupted();
    throw unreachable(last);
  }

  private ProbeFault unreachable(IOException failed) {
    String seconds = "%.0f s".formatted(target.patience().toMillis() / 1_000.0);
    return switch (failed) {
      case SocketTimeoutException _ ->
          new ProbeFault(
              FaultKind.UNAVAILABLE,
              "%s did not answer within %s.".formatted(target.words(), seconds),
              "A firewall drops what is sent there, or the host is down; open the way from this"
                  + " machine.",
              failed);
      case NoRouteToHostException _ ->
          new ProbeFault(
              FaultKind.UNAVAILABLE,
              "There is no way to %s from this machine.".formatted(target.words()),
              "Look at the network and its routes, and at firewalls that refuse.",
              failed);
      case ConnectException _ ->
          new ProbeFault(
              FaultKind.UNAVAILABLE,
              "%s refused: nothing listens at port %d.".formatted(target.words(), target.port()),
              "Start the server or correct the port; usual are %s."
                  .formatted(target.hints().ports()),
              failed);
      default ->
          new ProbeFault(
              FaultKind.UNAVAILABLE,
              "%s cannot be reached: %s.".formatted(target.words(), failed.getMessage()),
              "Look at the network between this machine and the server.",
              failed);
    };
  }

  /** The socket to the server. */
  Socket socket() {
    Socket open = socket;
    if (open == null) {
      throw new IllegalStateException("the route to " + target.words() + " is not open");
    }
    return open;
  }

  /**
   * Reads a line that ends with LF.
   *
   * @throws ProbeFault when none comes, with the reason that is likely
   * @throws InterruptedException when it took too long
   */
  public String line() throws ProbeFault, InterruptedException {
    try {
      InputStream in = socket().getInputStream();
      StringBuilder line = new StringBuilder();
      for (int each = in.read(); each != '\n'; each = in.read()) {
        if (each < 0) {
          throw new EOFException("the server ended the connection");
        }
        line.append((char) each);
        if (line.length() > LONGEST_LINE) {
          throw new IOException("a line of more than %d bytes".formatted(LONGEST_LINE));
        }
      }
      return line.toString().stripTrailing();
    } catch (IOException failed) {
      interrupted();
      throw speechless(failed);
    }
  }

  /** A server that says nothing may be waiting for TLS. */
  private ProbeFault speechless(IOException failed) {
    if (TlsHandshake.speaksTls(target, addresses)) {
      return new ProbeFault(
          FaultKind.CONFIGURATION,
          "%s speaks TLS from the first byte, and this connection begins in the clear."
              .formatted(target.words()),
          "Say %s, or name the port that begins in the clear.".formatted(target.hints().tls()),
          failed);
    }
    boolean silent = failed instanceof SocketTimeoutException;
    return new ProbeFault(
        FaultKind.UNAVAILABLE,
        silent
            ? "%s connected and said nothing.".formatted(target.words())
            : "%s broke off: %s.".formatted(target.words(), failed.getMessage()),
        "Look whether the port is right (usual are %s) and whether the server lets this machine in."
            .formatted(target.hints().ports()),
        failed);
  }

  /**
   * Sends a line.
   *
   * @throws ProbeFault when the connection is gone
   * @throws InterruptedException when it took too long
   */
  public void say(String line) throws ProbeFault, InterruptedException {
    try {
      socket().getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket().getOutputStream().flush();
    } catch (IOException failed) {
      interrupted();
      throw speechless(failed);
    }
  }

  /**
   * Begins TLS as the connector does: a step.
   *
   * @param authorities whom the connector trusts
   * @param now for certificates that ran out
   * @throws ProbeFault when it fails, with the reason
   * @throws ConnectorFault never
   * @throws InterruptedException when it took too long
   */
  public void encrypt(ProbeSteps steps, Authorities authorities, Instant now)
      throws ProbeFault, ConnectorFault, InterruptedException {
    steps.step("TLS", () -> new TlsHandshake(target, authorities).begin(socket(), now));
  }

  /**
   * Begins TLS to see until when the certificates are good: the server's and the authorities of the
   * connection.
   *
   * @throws ProbeFault when TLS fails for another reason than their end
   * @throws InterruptedException when it took too long
   */
  public List<Expiry> expiries(Authorities authorities, Instant now)
      throws ProbeFault, InterruptedException {
    List<Expiry> expiries = new ArrayList<>();
    authorities
        .until()
        .ifPresent(
            until -> expiries.add(new Expiry("file of authorities for " + target.words(), until)));
    Instant until = new TlsHandshake(target, authorities).until(socket(), now);
    expiries.add(new Expiry("certificate of " + target.words(), until));
    return expiries;
  }

  static void interrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the probe was ended");
    }
  }

  private static void quietly(Socket open) {
    try {
      open.close();
    } catch (IOException closing) {
      // Nothing is lost with a connection that was only tried.
    }
  }

  @Override
  public void close() {
    Socket open = socket;
    if (open != null) {
      quietly(open);
    }
  }
}
