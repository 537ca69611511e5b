package org.tomte.engine.definition.compile;

import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryConnector;
import org.tomte.api.DeliveryContext;
import org.tomte.api.FaultKind;
import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.Recipients;
import org.tomte.api.Rendered;
import org.tomte.api.Setting;
import org.tomte.api.SourceContext;

/** Connectors and deliveries that can be named in documents and open nothing. */
public final class StubConnectors {

  private StubConnectors() {}

  /** The settings of the mail connector. */
  public record MailSettings(
      @Setting("The server.") String host,
      @Setting("The log-in password.") @Nullable String password,
      @Setting(value = "The folder.", fallback = "INBOX") String folder,
      @Setting(value = "What is searched for.", fallback = "{}")
          SequencedMap<String, String> search,
      @Setting(value = "The largest mail.", fallback = "25MB") long maxBytes) {}

  /** Settings of nothing. */
  public record NoSettings() {}

  private static FieldType.Fields fields(Object... namesAndTypes) {
    FieldType.Fields fields = FieldType.closed();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields = fields.with((String) namesAndTypes[i], (FieldType) namesAndTypes[i + 1]);
    }
    return fields;
  }

  private static FieldType.Fields mailFields() {
    FieldType.Fields attachment =
        fields("name", FieldType.TEXT, "extension", FieldType.TEXT, "size", FieldType.WHOLE);
    FieldType.Fields mail =
        fields(
            "subject", FieldType.TEXT,
            "campaign", FieldType.TEXT,
            "headers", FieldType.open(),
            "from", fields("address", FieldType.TEXT, "name", FieldType.TEXT),
            "attachments", FieldType.listOf(attachment));
    return mail.with("original", mail).with("received", FieldType.TIME);
  }

  private record Stub<S extends Record>(
      String name, Class<S> settings, FieldType.Fields fields, Set<String> verbs)
      implements PollingConnector<S> {

    @Override
    public String summary() {
      return "A stub.";
    }

    @Override
    public FieldType.Fields events(S settings) {
      return fields;
    }

    @Override
    public Set<String> acknowledgements(S settings) {
      return verbs;
    }

    @Override
    public Poller open(S settings, SourceContext context) throws ConnectorFault {
      throw new ConnectorFault(FaultKind.CONFIGURATION, "A stub reads nothing.");
    }
  }

  /** The settings of a mail server. */
  public record Smtp(@Setting("The server.") String host) {}

  /** A mail that is sent. */
  public record SendEmail(
      @Setting("Who gets it.") @Recipients List<String> to,
      @Setting("The subject.") @Rendered(Rendered.Escape.LINE) String subject) {}

  /** A report. */
  public record Report(@Setting("Which report.") String report) {}

  private record StubDelivery<S extends Record, A extends Record>(
      String name, Class<S> settings, String action, Class<A> content)
      implements DeliveryConnector<S, A> {

    @Override
    public String summary() {
      return "A stub.";
    }

    @Override
    public Delivery<A> open(S settings, DeliveryContext context) throws ConnectorFault {
      throw new ConnectorFault(FaultKind.CONFIGURATION, "A stub sends nothing.");
    }
  }

  /** A mail source, a clock, a source of open fields, and two deliveries. */
  public static Installed installed() {
    return Installed.of(
            List.of(
                new Stub<>("imap", MailSettings.class, mailFields(), Set.of("move", "flag")),
                new Stub<>("clock", NoSettings.class, fields("planned", FieldType.TIME), Set.of()),
                new Stub<>("json", NoSettings.class, FieldType.open(), Set.of()),
                new StubDelivery<>("smtp", Smtp.class, "send-email", SendEmail.class),
                new StubDelivery<>("reports", NoSettings.class, "report", Report.class)))
        .withSecrets(Set.of("soc-mailbox"));
  }
}
