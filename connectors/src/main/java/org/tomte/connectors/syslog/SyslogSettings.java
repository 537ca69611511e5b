package org.tomte.connectors.syslog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.connectors.network.AddressRange;
import org.tomte.connectors.network.AddressRanges;
import org.tomte.connectors.text.Parsing;

/** The settings of a {@code syslog} source. */
public record SyslogSettings(
    @Setting(
            value = "Where to listen: udp, tcp or tls, an address of this machine and a port.",
            example = "[\"udp://0.0.0.0:514\", \"tcp://0.0.0.0:601\"]")
        List<String> listen,
    @Setting(
            value = "Ranges of addresses that may send; without any everybody may.",
            fallback = "[]",
            example = "[10.0.0.0/8]")
        List<String> allow,
    @Setting(
            value =
                "Ranges of proxies in front of tcp and tls; their connections must begin with a"
                    + " PROXY header (version 1 or 2).",
            fallback = "[]",
            example = "[10.0.0.5]")
        List<String> proxies,
    @Setting(value = "The zone of times that are written without one.", fallback = "UTC")
        String zone,
    @Setting(
            value = "Zones of single senders, by ranges of their addresses; the first that fits.",
            fallback = "{}",
            example = "{\"10.7.0.0/16\": Europe/Berlin}")
        Map<String, String> zones,
    @Setting(
            value =
                "Parsers that make the field record of the message; they are tried in their order.",
            fallback = "[]",
            example = "[{regex: 'user=(?<user>\\S+)'}]")
        List<Parsing> parse,
    @Setting(
            value = "tls: the server's certificate and its issuers, a path or PEM text.",
            example = "certificate.pem")
        @Nullable String certificate,
    @Setting(
            value = "tls: the private key (PKCS #8 without a passphrase), a path or PEM text.",
            example = "key.pem")
        @Nullable String key,
    @Setting(
            value = "tls: whether senders show a certificate: none, wanted, required.",
            fallback = "none")
        ClientCertificates clientCertificates,
    @Setting(
            value = "tls: who issues the certificates of senders, a path or PEM text.",
            example = "authority.pem")
        @Nullable String authorities,
    @Setting(
            value =
                "tls: revoked certificates of senders (CRL), a path or PEM text; every certificate"
                    + " must then be covered by a list that has not run out.",
            example = "revoked.pem")
        @Nullable String revoked,
    @Setting(
            value = "The longest message in bytes; of a longer one the beginning is kept, marked.",
            fallback = "65536")
        int maxMessageBytes,
    @Setting(value = "The most connections at one time.", fallback = "1000") int maxConnections,
    @Setting(value = "After what silence a connection is closed; 0s never does.", fallback = "1d")
        Duration idle,
    @Setting(value = "udp: the receive buffer asked of the system, in bytes.", fallback = "4194304")
        int receiveBufferBytes) {

  /** Checks what can be checked without opening a port. */
  public SyslogSettings {
    listen = List.copyOf(listen);
    allow = List.copyOf(allow);
    proxies = List.copyOf(proxies);
    zones = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(zones));
    parse = List.copyOf(parse);
    check(!listen.isEmpty(), "listen names no end point; valid is for example udp://0.0.0.0:514");
    List<Endpoint> endpoints = listen.stream().map(Endpoint::of).toList();
    var _ = AddressRanges.of(allow);
    var _ = AddressRanges.of(proxies);
    checkZone(zone);
    zones.forEach((range, each) -> {
      var _ = AddressRange.of(range);
      checkZone(each);
    });
    boolean tls = endpoints.stream().anyMatch(e -> e.transport() == Endpoint.Transport.TLS);
    check(!tls || (certificate != null && key != null), "tls needs certificate and key");
    check(
        clientCertificates == ClientCertificates.NONE || authorities != null,
        "client-certificates needs authorities, whose certificates are accepted");
    check(
        maxMessageBytes >= 480 && maxMessageBytes <= 8 << 20,
        "max-message-bytes must be from 480 to 8388608");
    check(
        maxConnections >= 1 && maxConnections <= 100_000,
        "max-connections must be from 1 to 100000");
    check(!idle.isNegative(), "idle cannot be negative");
    check(
        receiveBufferBytes >= 65_536 && receiveBufferBytes <= 1 << 30,
        "receive-buffer-bytes must be from 65536 to 1073741824");
  }

  /** Settings with every fallback. */
  public static SyslogSettings of(List<String> listen) {
    return new SyslogSettings(
        listen,
        List.of(),
        List.of(),
        "UTC",
        Map.of(),
        List.of(),
        null,
        null,
        ClientCertificates.NONE,
        null,
        null,
        65_536,
        1_000,
        Duration.ofDays(1),
        4 << 20);
  }

  private static void check(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }

  private static void checkZone(String zone) {
    try {
      var _ = ZoneId.of(zone);
    } catch (DateTimeException fault) {
      throw new IllegalArgumentException(
          "zone '" + zone + "' is not known; valid are for example UTC, Europe/Berlin", fault);
    }
  }
}
