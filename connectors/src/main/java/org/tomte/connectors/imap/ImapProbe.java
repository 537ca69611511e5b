package org.tomte.connectors.imap;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
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

/** Tries a mailbox: up to the list of its folders; no folder is opened. */
final class ImapProbe implements ConnectionProbe<ImapSettings> {
  private static final Target.Hints HINTS =
      new Target.Hints(
          "ca", "993 for tls, and 143 for starttls", "encryption: starttls", "encryption: tls");
  private static final int MOST_FOLDERS = 20;

  private final TokenSource tokens;

  ImapProbe(TokenSource tokens) {
    this.tokens = tokens;
  }

  @Override
  public Class<ImapSettings> settings() {
    return ImapSettings.class;
  }

  private static Target target(ImapSettings settings) {
    return new Target(settings.host(), settings.portOrUsual(), settings.timeout(), true, HINTS);
  }

  @Override
  public void run(ImapSettings settings, ProbeContext context, ProbeSteps steps)
      throws ProbeFault, ConnectorFault, InterruptedException {
    Authorities authorities = Authorities.of(settings.ca());
    try (Route route = new Route(target(settings))) {
      route.open(steps);
      if (settings.encryption() != Encryption.TLS) {
        steps.step("greeting", () -> greeting(route));
      }
      if (settings.encryption() == Encryption.STARTTLS) {
        steps.step("STARTTLS", () -> startTls(route));
      }
      if (settings.encryption() != Encryption.NONE) {
        route.encrypt(steps, authorities, context.clock().instant());
      }
    }
    OAuthSettings oauth = settings.oauth();
    if (oauth != null) {
      steps.step(
          "token", () -> "%,d characters".formatted(tokens.token(oauth, context.clock()).length()));
    }
    mailbox(settings, context, steps);
  }

  private void mailbox(ImapSettings settings, ProbeContext context, ProbeSteps steps)
      throws ProbeFault, ConnectorFault, InterruptedException {
    Door door = new Door(settings, tokens, context.clock(), settings.timeout());
    AtomicReference<@Nullable Session> opened = new AtomicReference<>();
    try {
      steps.step(
          "log-in",
          () -> {
            opened.set(door.open());
            return settings.words();
          });
      Session session = opened.get();
      if (session != null) {
        steps.step("folders", () -> folders(settings, session));
        steps.step("capabilities", () -> capabilities(session));
      }
    } finally {
      Session session = opened.get();
      if (session != null) {
        session.close();
      }
    }
  }

  private static String greeting(Route route) throws ProbeFault, InterruptedException {
    String line = route.line();
    if (!line.startsWith("* OK") && !line.startsWith("* PREAUTH")) {
      throw new ProbeFault(
          line.startsWith("* BYE") ? FaultKind.UNAVAILABLE : FaultKind.CONFIGURATION,
          "The server begins with \"%s\", which is no welcome of IMAP.".formatted(shown(line)),
          "Look whether the port is right; usual are %s.".formatted(HINTS.ports()),
          null);
    }
    return shown(line);
  }

  private static String startTls(Route route) throws ProbeFault, InterruptedException {
    route.say("a1 CAPABILITY");
    boolean offered = false;
    for (String line = route.line(); !line.startsWith("a1 "); line = route.line()) {
      offered |= line.toUpperCase(Locale.ROOT).contains(" STARTTLS");
    }
    if (!offered) {
      throw new ProbeFault(
          FaultKind.CONFIGURATION,
          "The server offers no STARTTLS.",
          "Say encryption: tls with port 993, or switch STARTTLS on at the server.",
          null);
    }
    route.say("a2 STARTTLS");
    String answer = route.line();
    if (!answer.startsWith("a2 OK")) {
      throw new ProbeFault(
          FaultKind.UNAVAILABLE,
          "The server refused STARTTLS: %s.".formatted(shown(answer)),
          "Say encryption: tls with port 993, or look at the server's log.",
          null);
    }
    return shown(answer);
  }

  private static String shown(String line) {
    return Faults.line(line.replaceAll("[^\\x20-\\x7E]", "?"));
  }

  private static String folders(ImapSettings settings, Session session)
      throws ProbeFault, ConnectorFault, InterruptedException {
    List<String> names = session.folders("*");
    for (String wanted : settings.folder().names()) {
      boolean there = wanted.equalsIgnoreCase("INBOX") || names.contains(wanted);
      if (!Folders.isPattern(wanted) && !there) {
        throw new ProbeFault(
            FaultKind.CONFIGURATION,
            "There is no folder %s.".formatted(wanted),
            "There are " + some(names) + ".",
            null);
      }
    }
    return "%,d: %s".formatted(names.size(), some(names));
  }

  private static String some(List<String> names) {
    String some = String.join(", ", names.subList(0, Math.min(MOST_FOLDERS, names.size())));
    return names.size() > MOST_FOLDERS ? some + " ..." : some;
  }

  private static String capabilities(Session session) {
    return String.join(
        ", ",
        Stream.of("IDLE", "MOVE", "UIDPLUS", "CONDSTORE", "QRESYNC", "LITERAL+")
            .filter(session::can)
            .toList());
  }

  @Override
  public List<Expiry> expiries(ImapSettings settings, ProbeContext context)
      throws ProbeFault, ConnectorFault, InterruptedException {
    Authorities authorities = Authorities.of(settings.ca());
    if (settings.encryption() == Encryption.NONE) {
      return List.of();
    }
    Target target = target(settings);
    try (Route route = new Route(target)) {
      route.open(Route.UNTOLD);
      if (settings.encryption() == Encryption.STARTTLS) {
        String _ = greeting(route);
        String _ = startTls(route);
      }
      return route.expiries(authorities, context.clock().instant());
    }
  }
}
