package org.tomte.connectors.smtp;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FaultKind;

/** What a failure to send means, by the codes of the server (RFC 5321 section 4.2, RFC 4954). */
sealed interface SendReaction {

  /** Some recipients were taken, the others will never be. */
  record Partly(String taken, String words) implements SendReaction {}

  /** It will never be taken. */
  record Never(String words) implements SendReaction {}

  /** The same may be taken later. */
  record Later(FaultKind kind, String words) implements SendReaction {}

  static SendReaction to(MessagingException failed, String host) {
    List<Exception> chain = chain(failed);
    for (Exception each : chain) {
      if (each instanceof AuthenticationFailedException) {
        return new Later(
            FaultKind.CREDENTIALS, "%s does not accept the log-in: %s".formatted(host, one(each)));
      }
      if (each instanceof SSLException) {
        return new Later(
            FaultKind.CONFIGURATION, "TLS with %s failed: %s".formatted(host, one(each)));
      }
    }
    List<SMTPAddressFailedException> refused = of(chain, SMTPAddressFailedException.class);
    if (!refused.isEmpty()) {
      return recipients(failed, refused, host);
    }
    for (Exception each : chain) {
      Integer code = code(each);
      if (code != null) {
        return byCode(code, "%s answered: %s".formatted(host, one(each)));
      }
    }
    boolean starttls = chain.stream().anyMatch(each -> one(each).contains("STARTTLS is required"));
    return starttls
        ? new Later(
            FaultKind.CONFIGURATION,
            "%s offers no STARTTLS, so nothing was said to it; use security: tls, or none in a"
                    .formatted(host)
                + " trusted network")
        : new Later(
            FaultKind.UNAVAILABLE, "%s cannot be used now: %s".formatted(host, one(failed)));
  }

  private static SendReaction recipients(
      MessagingException failed, List<SMTPAddressFailedException> refused, String host) {
    String words =
        refused.stream()
            .map(each -> "%s: %s".formatted(each.getAddress(), one(each)))
            .collect(Collectors.joining("; "));
    boolean temporary = refused.stream().anyMatch(each -> each.getReturnCode() < 500);
    if (temporary) {
      // Those that were taken get it twice, under one Message-ID, rather than others never.
      return new Later(FaultKind.UNAVAILABLE, "%s takes not all now: %s".formatted(host, words));
    }
    String taken =
        failed instanceof SendFailedException sent ? join(sent.getValidSentAddresses()) : "";
    return taken.isEmpty()
        ? new Never("%s refused all recipients: %s".formatted(host, words))
        : new Partly(taken, "Refused: " + words);
  }

  private static String join(Address @Nullable [] addresses) {
    return addresses == null
        ? ""
        : Arrays.stream(addresses).map(Address::toString).collect(Collectors.joining(", "));
  }

  private static @Nullable Integer code(Exception each) {
    return switch (each) {
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException send -> send.getReturnCode();
      default -> null;
    };
  }

  private static SendReaction byCode(int code, String words) {
    return switch (code) {
      case 530, 534, 535, 538 -> new Later(FaultKind.CREDENTIALS, words);
      case 421, 450, 451, 452, 454 -> new Later(FaultKind.UNAVAILABLE, words);
      default ->
          // Less than 400 is no answer at all: the connection ended.
          code >= 500 ? new Never(words) : new Later(FaultKind.UNAVAILABLE, words);
    };
  }

  /** Exceptions of one failure, by cause and by next. */
  private static List<Exception> chain(Exception failed) {
    List<Exception> chain = new ArrayList<>();
    List<@Nullable Throwable> left = new ArrayList<>(List.of(failed));
    while (!left.isEmpty() && chain.size() < 100) {
      Throwable each = left.removeFirst();
      if (!(each instanceof Exception exception) || chain.contains(exception)) {
        continue;
      }
      chain.add(exception);
      left.add(exception.getCause());
      if (exception instanceof MessagingException messaging) {
        left.add(messaging.getNextException());
      }
    }
    return chain;
  }

  private static <E> List<E> of(List<Exception> chain, Class<E> kind) {
    return chain.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static String one(Exception failed) {
    String text = String.valueOf(failed.getMessage()).strip().replaceAll("\\s+", " ");
    return text.length() <= 300 ? text : text.substring(0, 300) + " ...";
  }
}
