package org.tomte.engine.outbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.pointer.KeyHash;

/**
 * Something to be sent, as it is stored in the transaction that decided it.
 *
 * @param id stable: made of the event, rule and action, or of the alarm
 * @param orderKey the object that it is about, for example {@code incident/12}; the entries of one
 *     key are sent in the order in which they were stored
 * @param origin who asked for it
 * @param route the way out
 * @param content what is said, a JSON object by the keys of the action, rendered
 * @param files what goes with it
 * @param hold why it waits for a person; null when it is sent at once
 * @param created when it was decided
 * @param due it is not sent before; {@code created} for at once
 */
public record NewDelivery(
    KeyHash id,
    String orderKey,
    Origin origin,
    Route route,
    String content,
    List<EnclosedFile> files,
    @Nullable Hold hold,
    Instant created,
    Instant due) {

  /** Something that is sent at once. */
  public NewDelivery(
      KeyHash id,
      String orderKey,
      Origin origin,
      Route route,
      String content,
      List<EnclosedFile> files,
      @Nullable Hold hold,
      Instant created) {
    this(id, orderKey, origin, route, content, files, hold, created, created);
  }

  /** Copies the list. */
  public NewDelivery {
    files = List.copyOf(files);
  }

  /**
   * The way out.
   *
   * @param word the action's word
   * @param connection the connection's name; empty when the connector needs none
   */
  public record Route(String word, String connection) {}
}
