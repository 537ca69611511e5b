package org.tomte.engine.outbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DeliveryConnector;
import org.tomte.api.Notice;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.TeamDefinition;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.yaml.RecordValues;
import org.tomte.engine.keep.PlainJson;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.timeframe.TimeFrame;

/**
 * Tells the teams of alarms: once when one begins and once when it has ended, by the ways out that
 * the team names. Alarms about deliveries of alarms are not told, or they would breed. In a team's
 * quiet hours notices wait until these end, except those about a node: then nobody watches.
 */
public final class AlarmNotices {

  /** The sender of alarms in the outbox. */
  public static final String SENDER = "alarm";

  private static final String NODE = AlarmCause.node("any", "any").subject();

  private final AlarmTelling telling;
  private final Supplier<CompiledSet> definitions;
  private final Installed installed;
  private final InstantSource clock;

  /**
   * Tells of alarms.
   *
   * @param definitions the teams and connections as they are now
   * @param installed what can be sent by
   */
  public AlarmNotices(
      AlarmTelling telling,
      Supplier<CompiledSet> definitions,
      Installed installed,
      InstantSource clock) {
    this.telling = telling;
    this.definitions = definitions;
    this.installed = installed;
    this.clock = clock;
  }

  /** Puts what is to be told into the outbox. */
  public int tell() {
    return telling.tell(this::notices);
  }

  private List<NewDelivery> notices(Alarm alarm) {
    CompiledSet set = definitions.get();
    TeamDefinition team = set.teams().get(alarm.owner());
    if (team == null || alarm.cause().subject().equals(OutboxAlarms.SUBJECT)) {
      return List.of();
    }
    List<NewDelivery> notices = new ArrayList<>();
    for (ConnectionDefinition connection : ways(team, set)) {
      NewDelivery notice = notice(alarm, team, connection);
      if (notice != null) {
        notices.add(notice);
      }
    }
    return notices;
  }

  /** What the team names; for a team with addresses alone the only connection that sends mail. */
  private List<ConnectionDefinition> ways(TeamDefinition team, CompiledSet set) {
    if (!team.alarmsBy().isEmpty()) {
      return set.connections().values().stream()
          .filter(each -> team.alarmsBy().contains(each.name()))
          .toList();
    }
    List<ConnectionDefinition> mail =
        set.connections().values().stream().filter(each -> each.type().equals("smtp")).toList();
    return team.addresses().isEmpty() || mail.size() != 1 ? List.of() : mail;
  }

  private @Nullable NewDelivery notice(
      Alarm alarm, TeamDefinition team, ConnectionDefinition connection) {
    if (!(installed.connectors().get(connection.type())
        instanceof DeliveryConnector<?, ?> connector)) {
      return null;
    }
    Record content = connector.notice(words(alarm, team));
    if (content == null) {
      return null;
    }
    boolean ended = alarm.ended() != null;
    Instant now = clock.instant();
    KeyHash id =
        KeyHash.of(
            PlainJson.write(
                List.of(SENDER, alarm.id(), ended ? "ended" : "began", connection.name())));
    return new NewDelivery(
        id,
        "alarm/" + alarm.id() + "/" + connection.name(),
        new Origin(
            null,
            SENDER,
            alarm.owner(),
            new Origin.Step(alarm.cause().key(), ended ? "ended" : "began", now, 0),
            null),
        new NewDelivery.Route(connector.action(), connection.name()),
        PlainJson.write(RecordValues.of(content)),
        List.of(),
        null,
        now,
        alarm.cause().subject().equals(NODE) ? now : notQuiet(team, now));
  }

  private Instant notQuiet(TeamDefinition team, Instant now) {
    String quiet = team.quiet();
    TimeFrame frame = quiet == null ? null : definitions.get().timeFrames().byName().get(quiet);
    return frame != null && frame.isOpen(now) ? frame.nextChange(now).orElse(now) : now;
  }

  private static Notice words(Alarm alarm, TeamDefinition team) {
    boolean ended = alarm.ended() != null;
    String subject =
        "[Tomte] %s %s %s%s"
            .formatted(
                alarm.cause().subject(),
                alarm.cause().name(),
                alarm.cause().kind(),
                ended ? " has ended" : "");
    StringBuilder text = new StringBuilder();
    text.append(alarm.text()).append("\n\n");
    Map<String, String> lines =
        ended ? Map.of("Ended", String.valueOf(alarm.ended())) : Map.of("See", "tomte alarms");
    text.append("Since: ").append(alarm.since()).append('\n');
    lines.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    if (!alarm.daemons().isEmpty()) {
      text.append("Daemons: ").append(String.join(", ", alarm.daemons())).append('\n');
    }
    return new Notice(subject, text.toString(), team.addresses());
  }
}
