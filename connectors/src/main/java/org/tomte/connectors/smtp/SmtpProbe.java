package org.tomte.connectors.smtp;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.tomte.api.ConnectorFault;
import org.tomte.api.DeliveryContext;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;
import org.tomte.connectors.oauth.OAuthSettings;
import org.tomte.connectors.oauth.TokenSource;
import org.tomte.connectors.reach.Route;
import org.tomte.connectors.reach.Target;
import org.tomte.connectors.tls.Authorities;

/** Tries a mail server: up to the log-in; no mail is sent. */
final class SmtpProbe implements ConnectionProbe<SmtpSettings> {
  private static final Target.Hints HINTS =
      new Target.Hints(
          "certificates",
          "587 for starttls, 465 for tls, and 25 between servers",
          "security: starttls",
          "security: tls");
  private static final int LONGEST = 200;

  private final TokenSource tokens;

  SmtpProbe(TokenSource tokens) {
    this.tokens = tokens;
  }

  @Override
  public Class<SmtpSettings> settings() {
    return SmtpSettings.class;
  }

  private static Target target(SmtpSettings settings) {
    return new Target(settings.host(), settings.actualPort(), settings.timeout(), true, HINTS);
  }

  @Override
  public void run(SmtpSettings settings, ProbeContext context, ProbeSteps steps)
      throws ProbeFault, ConnectorFault, InterruptedException {
    Authorities authorities = Authorities.of(settings.certificates());
    Instant now = context.clock().instant();
    try (Route route = new Route(target(settings))) {
      route.open(steps);
      switch (settings.security()) {
        case TLS -> route.encrypt(steps, authorities, now);
        case STARTTLS -> {
          steps.step("greeting", () -> greeting(route));
          steps.step("STARTTLS", () -> startTls(route, settings));
          route.encrypt(steps, authorities, now);
        }
        case NONE -> steps.step("greeting", () -> greeting(route));
      }
    }
    OAuthSettings oauth = settings.oauth();
    if (oauth != null) {
      steps.step(
          "token", () -> "%,d characters".formatted(tokens.token(oauth, context.clock()).length()));
    }
    DeliveryContext sending = new DeliveryContext(context.connection(), "", context.clock());
    steps.step("log-in", () -> new SmtpDelivery(settings, sending, tokens).logIn());
  }

  private static String greeting(Route route) throws ProbeFault, InterruptedException {
    String line = answer(route);
    if (!line.startsWith("220")) {
      throw new ProbeFault(
          line.matches("[45]\\d\\d.*") ? FaultKind.UNAVAILABLE : FaultKind.CONFIGURATION,
          "The server begins with \"%s\", which is no welcome of SMTP.".formatted(shown(line)),
          "Look whether the port is right (usual are %s) and whether the server lets this machine"
                  .formatted(HINTS.ports())
              + " in.",
          null);
    }
    return shown(line);
  }

  /** An answer of one line or several (RFC 5321 section 4.2.1), its lines after each other. */
  private static String answer(Route route) throws ProbeFault, InterruptedException {
    StringBuilder all = new StringBuilder();
    for (int lines = 0; lines < 100; lines++) {
      String line = route.line();
      all.append(all.isEmpty() ? "" : " ").append(line);
      if (line.length() < 4 || line.charAt(3) != '-') {
        break;
      }
    }
    return all.toString();
  }

  private static String startTls(Route route, SmtpSettings settings)
      throws ProbeFault, InterruptedException {
    route.say("EHLO " + MailAddresses.domain(settings.from()));
    String offers = answer(route);
    if (!offers.toUpperCase(Locale.ROOT).contains("STARTTLS")) {
      throw new ProbeFault(
          FaultKind.CONFIGURATION,
          "The server offers no STARTTLS.",
          "Say security: tls with port 465; security: none only in a trusted network.",
          null);
    }
    route.say("STARTTLS");
    String answer = answer(route);
    if (!answer.startsWith("220")) {
      throw new ProbeFault(
          FaultKind.UNAVAILABLE,
          "The server refused STARTTLS: %s.".formatted(shown(answer)),
          "Say security: tls with port 465, or look at the server's log.",
          null);
    }
    return shown(answer);
  }

  private static String shown(String line) {
    String clean = line.replaceAll("[^\\x20-\\x7E]", "?").strip().replaceAll("\\.$", "");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + " ...";
  }

  @Override
  public List<Expiry> expiries(SmtpSettings settings, ProbeContext context)
      throws ProbeFault, ConnectorFault, InterruptedException {
    if (settings.security() == SmtpSettings.Security.NONE) {
      return List.of();
    }
    Authorities authorities = Authorities.of(settings.certificates());
    try (Route route = new Route(target(settings))) {
      route.open(Route.UNTOLD);
      if (settings.security() == SmtpSettings.Security.STARTTLS) {
        String _ = greeting(route);
        String _ = startTls(route, settings);
      }
      return route.expiries(authorities, context.clock().instant());
    }
  }
}
