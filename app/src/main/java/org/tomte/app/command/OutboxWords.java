package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.keep.PlainJson;
import org.tomte.engine.outbox.EnclosedFile;
import org.tomte.engine.outbox.Hold;
import org.tomte.engine.outbox.NewDelivery;
import org.tomte.engine.outbox.OutboxEntry;

/** Deliveries in words and as JSON. */
final class OutboxWords {
  private static final int LONGEST = 80;

  private OutboxWords() {}

  /**
   * An entry by its number.
   *
   * @throws CommandFault when there is none
   */
  static OutboxEntry find(OpenInstance instance, long number) {
    return instance
        .outbox()
        .find(number)
        .orElseThrow(() ->
            new CommandFault(
                ExitCode.USAGE, "There is no delivery %d in the outbox.".formatted(number)));
  }

  /** Where it stands and why; what waits for a paused connection says so. */
  static String state(OpenInstance instance, OutboxEntry entry) {
    if (entry.state() == OutboxEntry.State.OPEN
        && instance.pauses().until(entry.delivery().route().connection()) != null) {
      return "open: its connection is paused";
    }
    Hold hold = entry.hold();
    String word = DaemonListCommand.word(entry.state());
    return hold == null ? word : word + ": " + hold.words();
  }

  /** What is said, in one line. */
  static String content(NewDelivery delivery) {
    String line =
        PlainJson.readObject(delivery.content()).entrySet().stream()
            .map(each -> each.getKey() + ": " + String.valueOf(each.getValue()).strip())
            .collect(Collectors.joining("; "))
            .replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }

  /** What went wrong, or how it ended. */
  static String note(OutboxEntry entry) {
    OutboxEntry.Ending ending = entry.ending();
    if (ending != null) {
      return ending.words();
    }
    String problem = entry.tries().problem();
    return problem == null ? "" : problem;
  }

  /** An entry. */
  static Map<String, @Nullable Object> json(OutboxEntry entry, @Nullable String answer) {
    Map<String, @Nullable Object> json = sent(entry);
    OutboxEntry.Tries tries = entry.tries();
    Hold hold = entry.hold();
    json.put("number", entry.number());
    json.put("state", DaemonListCommand.word(entry.state()));
    json.put("held", hold == null ? null : hold.words());
    json.put("tries", tries.count());
    json.put("due", tries.due());
    json.put("beingSentUntil", tries.leaseUntil());
    json.put("problem", tries.problem());
    OutboxEntry.Ending ending = entry.ending();
    json.put("ended", ending == null ? null : ending.at());
    json.put("ending", ending == null ? null : ending.words());
    json.put("endedBy", ending == null ? null : ending.who());
    json.put("answer", answer == null ? null : PlainJson.read(answer));
    return json;
  }

  /** What is sent, without how it goes. */
  static Map<String, @Nullable Object> sent(OutboxEntry entry) {
    NewDelivery delivery = entry.delivery();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    ObjectRef object = delivery.origin().object();
    Hold hold = entry.hold();
    json.put("id", delivery.id().toString());
    json.put("action", delivery.route().word());
    json.put("connection", delivery.route().connection());
    json.put("daemon", delivery.origin().name());
    json.put("rule", delivery.origin().step().rule());
    json.put("step", delivery.origin().step().action());
    json.put("object", object == null ? null : object.kind().word() + ":" + object.id());
    json.put("orderKey", delivery.orderKey());
    json.put("created", delivery.created());
    json.put("held", hold == null ? null : hold.words());
    json.put("content", PlainJson.readObject(delivery.content()));
    json.put("files", delivery.files().stream().map(EnclosedFile::name).toList());
    return json;
  }
}
