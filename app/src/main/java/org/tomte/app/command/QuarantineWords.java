package org.tomte.app.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.KeptItem;
import org.tomte.engine.keep.StoredBody;
import org.tomte.engine.quarantine.QuarantineEntry;
import org.tomte.engine.quarantine.QuarantineStore;

/** Quarantine entries in words and as JSON. */
final class QuarantineWords {
  private QuarantineWords() {}

  /**
   * An entry by its number.
   *
   * @throws CommandFault when there is none
   */
  static QuarantineEntry find(OpenInstance instance, long id) {
    return instance
        .quarantine()
        .find(id)
        .orElseThrow(() ->
            new CommandFault(ExitCode.USAGE, "There is no quarantine entry %d.".formatted(id)));
  }

  static String title(OpenInstance instance, QuarantineEntry entry) {
    return EventWords.title(entry.item().item(instance.blobs()));
  }

  /** An entry without its raw form. */
  static Map<String, @Nullable Object> json(OpenInstance instance, QuarantineEntry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", entry.id());
    json.put("daemon", new DaemonFinder(instance).name(entry.daemon()));
    json.put("stream", entry.stream());
    json.put("key", entry.item().key());
    json.put("title", title(instance, entry));
    json.put("stage", entry.stage());
    json.put("reason", entry.reason());
    json.put("state", DaemonListCommand.word(entry.state()));
    json.put("since", entry.at());
    json.put("judgedAt", entry.instant());
    json.put("replays", entry.replays());
    QuarantineStore.Closing closing = entry.closing();
    json.put("changedBy", closing == null ? null : closing.who());
    json.put("changedWhy", closing == null ? null : closing.why());
    json.put("changedAt", closing == null ? null : closing.at());
    json.put("edited", entry.original() != null);
    json.put("fields", entry.item().fields());
    return json;
  }

  /**
   * The raw form.
   *
   * @throws CommandFault when there is none, or it cannot be read
   */
  static byte[] raw(KeptItem item, BlobStore blobs) {
    StoredBody body = item.raw();
    if (body == null) {
      throw new CommandFault(
          ExitCode.DIFFERS, "The event has no raw form; its fields are all there is.");
    }
    try (var stream = body.open(blobs)) {
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new CommandFault(
          ExitCode.DIFFERS, "The raw form cannot be read: " + unreadable.getMessage());
    }
  }
}
