package org.tomte.api;

import java.time.Instant;
import java.util.List;

/**
 * What is to be sent.
 *
 * @param id 32 hexadecimal digits, the same at every attempt, also after a crash; a receiver that
 *     remembers it can leave out what it got twice
 * @param orderKey names the object that it is about, for example {@code incident/12}; deliveries of
 *     one key are sent one after the other
 * @param attempt counted from 1
 * @param created when it was decided; the same at every attempt
 * @param content what the action says, rendered
 * @param attachments files that go with it
 * @param <A> what an action says
 */
public record DeliveryRequest<A extends Record>(
    String id,
    String orderKey,
    int attempt,
    Instant created,
    A content,
    List<Attachment> attachments) {

  /** Copies the list. */
  public DeliveryRequest {
    attachments = List.copyOf(attachments);
  }
}
