package org.tomte.engine.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.tomte.api.Attachment;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Content;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryConnector;
import org.tomte.api.DeliveryContext;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.DeliveryRequest;
import org.tomte.api.FaultKind;
import org.tomte.api.Seal;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.definition.compile.CompiledSource;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.yaml.RecordValues;
import org.tomte.engine.definition.yaml.Settings;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.PlainJson;

/** The ways out that connections define, as they are at the moment of sending. */
public final class DefinitionOutlets implements Outlets {
  private final Supplier<CompiledSet> definitions;
  private final Installed installed;
  private final UnaryOperator<String> secrets;
  private final BlobStore blobs;
  private final Place place;

  /**
   * Where and when.
   *
   * @param instance names this installation in what is sent
   * @param clock the clock
   * @param seal proves that this installation sent something
   */
  public record Place(String instance, InstantSource clock, Seal seal) {}

  /**
   * The ways out.
   *
   * @param secrets replaces references in a text by the secrets they name; throws a
   *     RuntimeException with a message for people when one is missing
   */
  public DefinitionOutlets(
      Supplier<CompiledSet> definitions,
      Installed installed,
      UnaryOperator<String> secrets,
      BlobStore blobs,
      Place place) {
    this.definitions = definitions;
    this.installed = installed;
    this.secrets = secrets;
    this.blobs = blobs;
    this.place = place;
  }

  @Override
  public Outlet open(OutboxEntry entry) throws ConnectorFault {
    String word = entry.delivery().route().word();
    DeliveryConnector<?, ?> connector = installed.deliveries().get(word);
    if (connector == null) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, "Nothing that is installed offers the action " + word + ".");
    }
    return open(connector, entry);
  }

  private <S extends Record, A extends Record> Outlet open(
      DeliveryConnector<S, A> connector, OutboxEntry entry) throws ConnectorFault {
    String name = entry.delivery().route().connection();
    S settings;
    A content;
    try {
      settings = CompiledSource.resolved(settings(connector, name), connector.settings(), secrets);
      content =
          RecordValues.read(PlainJson.readObject(entry.delivery().content()), connector.content());
    } catch (IllegalArgumentException | IllegalStateException wrong) {
      throw new ConnectorFault(FaultKind.CONFIGURATION, String.valueOf(wrong.getMessage()), wrong);
    } catch (RuntimeException missing) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, String.valueOf(missing.getMessage()), missing);
    }
    Delivery<A> delivery =
        connector.open(
            settings, new DeliveryContext(name, place.instance(), place.clock(), place.seal()));
    return new Opened<>(delivery, request(entry, content));
  }

  private Settings settings(DeliveryConnector<?, ?> connector, String name) throws ConnectorFault {
    if (name.isEmpty()) {
      return RecordValues.none();
    }
    ConnectionDefinition connection = definitions.get().connections().get(name);
    if (connection == null) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "There is no connection %s, or its definition has faults.".formatted(name));
    }
    if (!connection.type().equals(connector.name())) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "The connection %s is of the type %s, and %s needs %s."
              .formatted(name, connection.type(), connector.action(), connector.name()));
    }
    return connection.settings();
  }

  private <A extends Record> DeliveryRequest<A> request(OutboxEntry entry, A content) {
    List<Attachment> files = new ArrayList<>();
    for (EnclosedFile file : entry.delivery().files()) {
      files.add(
          new Attachment(file.name(), file.mediaType(), file.sha256(), new Blob(blobs, file)));
    }
    return new DeliveryRequest<>(
        entry.delivery().id().toString(),
        entry.delivery().orderKey(),
        entry.tries().count() + 1,
        entry.delivery().created(),
        content,
        files);
  }

  private record Blob(BlobStore blobs, EnclosedFile file) implements Content {
    @Override
    public long size() {
      return file.size();
    }

    @Override
    public InputStream open() throws IOException {
      return blobs.open(file.sha256());
    }
  }

  private record Opened<A extends Record>(Delivery<A> delivery, DeliveryRequest<A> request)
      implements Outlet {
    @Override
    public String host() {
      return delivery.host(request.content());
    }

    @Override
    public int perMinute() {
      return delivery.perMinute();
    }

    @Override
    public DeliveryOutcome deliver() throws ConnectorFault, InterruptedException {
      return delivery.deliver(request);
    }

    @Override
    public void close() {
      delivery.close();
    }
  }
}
