package org.tomte.engine.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.ConnectorFault;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeFault;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSet;

/**
 * Warns before something of a connection runs out: what its definition says, and the certificates
 * that it uses or meets. Once it has run out another alarm takes the place of the warning; both end
 * by themselves when the end is moved.
 */
public final class ExpiryWatch {

  /** The kind of the warning. */
  public static final String SOON = "runs-out";

  /** The kind of the alarm once it is too late. */
  public static final String PAST = "ran-out";

  private static final Logger log = LoggerFactory.getLogger(ExpiryWatch.class);
  private static final Duration ASKED_AGAIN = Duration.ofHours(6);

  /** After a fault, and while something runs out, so that an alarm ends soon after the renewal. */
  private static final Duration ASKED_SOON = Duration.ofHours(1);

  private final Supplier<CompiledSet> definitions;
  private final Asking asking;
  private final Pauses pauses;
  private final AlarmBook alarms;
  private final InstantSource clock;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /** Finds out when what a connection uses runs out. */
  @FunctionalInterface
  public interface Asking {

    /**
     * Asks now.
     *
     * @throws ProbeFault when it cannot be found out now
     * @throws ConnectorFault when the settings cannot work
     * @throws InterruptedException when it took too long
     */
    List<Expiry> expiries(ConnectionDefinition connection)
        throws ProbeFault, ConnectorFault, InterruptedException;
  }

  private record Seen(ConnectionDefinition definition, Instant at, List<Expiry> expiries) {}

  /**
   * A watch.
   *
   * @param definitions the connections and daemons as they are now
   * @param asking asks servers for their certificates
   * @param pauses connections that are not to be asked now
   */
  public ExpiryWatch(
      Supplier<CompiledSet> definitions,
      Asking asking,
      Pauses pauses,
      AlarmBook alarms,
      InstantSource clock) {
    this.definitions = definitions;
    this.asking = asking;
    this.pauses = pauses;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Raises and ends alarms by what is written and what was seen last. Driven every minute. */
  public void look() {
    CompiledSet set = definitions.get();
    Instant now = clock.instant();
    List<Alarm> open = alarms.open();
    Set<String> lasting = new HashSet<>();
    for (ConnectionDefinition connection : set.connections().values()) {
      List<Expiry> soon = new ArrayList<>();
      List<Expiry> past = new ArrayList<>();
      for (Expiry each : ends(connection)) {
        if (!each.until().isAfter(now)) {
          past.add(each);
        } else if (!each.until().minus(connection.warnBefore()).isAfter(now)) {
          soon.add(each);
        }
      }
      Signal signal = new Signal(connection, Uses.daemons(set, connection.name()), open, lasting);
      raise(signal, past, PAST, "ran out on");
      raise(signal, past.isEmpty() ? soon : List.of(), SOON, "runs out on");
    }
    open.stream()
        .map(Alarm::cause)
        .filter(cause -> cause.subject().equals("connection"))
        .filter(cause -> cause.kind().equals(SOON) || cause.kind().equals(PAST))
        .filter(cause -> !lasting.contains(cause.key()))
        .forEach(alarms::end);
  }

  private List<Expiry> ends(ConnectionDefinition connection) {
    List<Expiry> ends = new ArrayList<>();
    if (connection.expires() != null) {
      ends.add(
          new Expiry(
              "secret or account of the connection " + connection.name(),
              connection.expires().atStartOfDay(ZoneOffset.UTC).toInstant()));
    }
    Seen last = seen.get(connection.name());
    if (last != null) {
      ends.addAll(last.expiries());
    }
    return ends;
  }

  private record Signal(
      ConnectionDefinition connection,
      List<String> daemons,
      List<Alarm> open,
      Set<String> lasting) {}

  private void raise(Signal signal, List<Expiry> ends, String kind, String verb) {
    if (ends.isEmpty()) {
      return;
    }
    AlarmCause cause = AlarmCause.connection(signal.connection().name(), kind);
    signal.lasting().add(cause.key());
    String text =
        String.join(
            " ",
            ends.stream()
                .map(each -> "The %s %s %s.".formatted(each.what(), verb, each.until()))
                .toList());
    boolean told =
        signal.open().stream()
            .anyMatch(alarm ->
                alarm.cause().key().equals(cause.key())
                    && alarm.text().equals(text)
                    && Set.copyOf(alarm.daemons()).containsAll(signal.daemons()));
    if (told) {
      return;
    }
    for (String daemon : signal.daemons().isEmpty() ? List.of("") : signal.daemons()) {
      alarms.raise(cause, owner(signal), text, daemon);
    }
  }

  /** The connection's own team, else that of the first daemon that uses it. */
  private String owner(Signal signal) {
    String own = signal.connection().owner();
    if (own != null) {
      return own;
    }
    for (String name : signal.daemons()) {
      CompiledDaemon daemon = definitions.get().daemons().get(name);
      if (daemon != null) {
        return daemon.definition().owner();
      }
    }
    return "";
  }

  /** Asks connections for their certificates where it is time for that. Driven every minute. */
  public void ask() {
    Set<String> names = new HashSet<>();
    for (ConnectionDefinition connection : definitions.get().connections().values()) {
      names.add(connection.name());
      Seen last = seen.get(connection.name());
      if (pauses.until(connection.name()) == null && isDue(connection, last)) {
        ask(connection);
      }
    }
    seen.keySet().retainAll(names);
  }

  private boolean isDue(ConnectionDefinition connection, @Nullable Seen last) {
    if (last == null || !last.definition().equals(connection)) {
      return true;
    }
    Instant now = clock.instant();
    boolean near =
        last.expiries().stream()
            .anyMatch(each -> !each.until().minus(connection.warnBefore()).isAfter(now));
    return !last.at().plus(near ? ASKED_SOON : ASKED_AGAIN).isAfter(now);
  }

  private void ask(ConnectionDefinition connection) {
    try {
      List<Expiry> found = asking.expiries(connection);
      seen.put(connection.name(), new Seen(connection, clock.instant(), List.copyOf(found)));
      return;
    } catch (ProbeFault | ConnectorFault unreachable) {
      // Runs meet the same and tell it; what was seen before still holds.
      log.debug("Certificates of {} are not known now", connection.name(), unreachable);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException incomplete) {
      log.debug("Certificates of {} cannot be asked for", connection.name(), incomplete);
    }
    Instant asIf = clock.instant().minus(ASKED_AGAIN).plus(ASKED_SOON);
    Seen last = seen.get(connection.name());
    seen.put(
        connection.name(), new Seen(connection, asIf, last == null ? List.of() : last.expiries()));
  }
}
