package org.tomte.connectors.webhook;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.http.HttpCall;
import org.tomte.connectors.network.AddressRanges;

/** Decides who may send: by address and token before the body is read, by signature afterwards. */
final class Sender {
  private static final String BEARER = "Bearer ";

  private final WebhookSettings settings;
  private final AddressRanges allowed;
  private final AddressRanges proxies;
  private final @Nullable Signatures signatures;

  Sender(WebhookSettings settings, InstantSource clock) {
    this.settings = settings;
    this.allowed = AddressRanges.of(settings.allow());
    this.proxies = AddressRanges.of(settings.trustedProxies());
    SignatureSettings signature = settings.signature();
    this.signatures = signature == null ? null : new Signatures(signature, clock);
  }

  /** The sender's address; refused when it may not send. */
  InetAddress admitted(HttpCall call) throws Refusal {
    InetAddress address = address(call);
    if (!allowed.isEmpty() && !allowed.contains(address)) {
      throw new Refusal(403, "the address " + address.getHostAddress() + " is not allowed to send");
    }
    return address;
  }

  /** The nearest address that is none of our proxies; only they are believed. */
  private InetAddress address(HttpCall call) throws Refusal {
    InetAddress nearest = call.peer();
    List<String> forwarded = List.of(String.join(",", call.headers("X-Forwarded-For")).split(","));
    for (int i = forwarded.size() - 1; i >= 0 && proxies.contains(nearest); i--) {
      String text = forwarded.get(i).strip();
      if (text.isEmpty()) {
        return nearest;
      }
      try {
        nearest = InetAddress.ofLiteral(text);
      } catch (IllegalArgumentException noAddress) {
        throw new Refusal(400, "X-Forwarded-For holds something that is not an address");
      }
    }
    return nearest;
  }

  void checkToken(HttpCall call) throws Refusal {
    String token = settings.token();
    if (token == null) {
      return;
    }
    String sent = call.header(settings.tokenHeader()).orElse("");
    if (settings.tokenHeader().equalsIgnoreCase("Authorization")) {
      sent = sent.regionMatches(true, 0, BEARER, 0, BEARER.length()) ? sent.substring(7) : "";
    }
    String former = settings.formerToken();
    boolean right = Signatures.sameSecret(token, sent.strip());
    right |= former != null && !former.isBlank() && Signatures.sameSecret(former, sent.strip());
    if (!right) {
      throw new Refusal(
          401, "the token in the header " + settings.tokenHeader() + " is missing or not right");
    }
  }

  void checkSignature(HttpCall call, byte[] body) throws Refusal {
    String fault = signatures == null ? null : signatures.fault(call, body);
    if (fault != null) {
      throw new Refusal(401, fault);
    }
  }
}
