package org.tomte.connectors.imap;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Says what went wrong at a mail server, and of what kind it is. */
final class Faults {
  private static final int LONGEST = 300;

  private Faults() {}

  static ConnectorFault connect(ImapSettings settings, IOException fault)
      throws InterruptedException {
    interrupted();
    if (Door.isAboutTls(fault)) {
      return new ConnectorFault(
          FaultKind.CONFIGURATION,
          "TLS to %s was refused: %s. The certificate must be valid, name the host %s and come from a trusted authority (ca)."
              .formatted(settings.words(), words(root(fault)), settings.host()),
          fault);
    }
    String what =
        root(fault) instanceof UnknownHostException ? "the name is not known" : words(root(fault));
    return new ConnectorFault(
        FaultKind.UNAVAILABLE,
        "The server of %s cannot be reached: %s.".formatted(settings.words(), what),
        fault);
  }

  static ConnectorFault logIn(ImapSettings settings, ProtocolException fault)
      throws InterruptedException {
    interrupted();
    String said = said(fault);
    if (fault instanceof CommandFailedException) {
      FaultKind kind = refusal(said);
      String hint = kind == FaultKind.CREDENTIALS ? "; look at user and secret" : "";
      return new ConnectorFault(
          kind,
          "The server refused the log-in of %s: %s%s.".formatted(settings.words(), said, hint),
          fault);
    }
    return protocol(settings, "the log-in", fault);
  }

  /** RFC 5530 codes first, then what servers write without one. */
  private static FaultKind refusal(String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("[unavailable]") || lower.contains("[inuse]")) {
      return FaultKind.UNAVAILABLE;
    }
    boolean busy =
        lower.contains("[limit]") || lower.contains("too many") || lower.contains("throttl");
    return busy ? FaultKind.RATE_LIMITED : FaultKind.CREDENTIALS;
  }

  /** Whether a refusal will pass by itself. */
  static boolean passes(String said) {
    return refusal(said) != FaultKind.CREDENTIALS;
  }

  /** A command that did not end with OK. */
  static ConnectorFault protocol(ImapSettings settings, String doing, ProtocolException fault)
      throws InterruptedException {
    interrupted();
    String said = said(fault);
    String words = "The server of %s broke off at %s: %s.";
    FaultKind kind = FaultKind.UNAVAILABLE;
    if (Door.isAboutTls(fault)) {
      kind = FaultKind.CONFIGURATION;
    } else if (fault instanceof BadCommandException) {
      words = "The server of %s does not understand %s: %s.";
      kind = FaultKind.BAD_DATA;
    } else if (fault instanceof CommandFailedException) {
      words = "The server of %s refused %s: %s.";
      kind = refusal(said) == FaultKind.RATE_LIMITED ? FaultKind.RATE_LIMITED : kind;
    }
    return new ConnectorFault(kind, words.formatted(settings.words(), doing, said), fault);
  }

  /** Blocking reads end with an exception of their own when the run is cancelled. */
  private static void interrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the run was cancelled");
    }
  }

  /** What the server said, in one line. */
  static String said(ProtocolException fault) {
    Response response = fault.getResponse();
    if (response != null && response.getException() != null) {
      return words(response.getException());
    }
    Throwable cause = fault.getCause();
    if (cause != null && response == null) {
      return words(root(cause));
    }
    return line(response == null ? fault.getMessage() : response.getRest());
  }

  private static Throwable root(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String words(Throwable fault) {
    return line(fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage());
  }

  static String line(@Nullable String text) {
    String one = text == null ? "" : text.replaceAll("\\s+", " ").strip().replaceAll("\\.$", "");
    return one.isEmpty() ? "no reason" : one.length() > LONGEST ? one.substring(0, LONGEST) : one;
  }
}
