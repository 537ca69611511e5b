package org.tomte.api.listen;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Attachment;
import org.tomte.api.Raw;

/**
 * One thing that arrived, as lazy as its connector can make it: most arrivals match no rule, so
 * what is not asked for need not be made. All answers must stay the same however often they are
 * asked for, also after the listener was closed; they are asked by one thread at a time. For how
 * long they may be asked is said at {@link #kept}.
 */
public interface Arrival {

  /** When it was received. */
  Instant received();

  /** About how many bytes of memory it holds; what is waiting is bounded by it. */
  int size();

  /**
   * The fields of the event, as {@link org.tomte.api.Event#fields()}. The map may be a view that
   * parses when {@link Map#get} or {@link Map#containsKey} asks; both must then answer without
   * parsing more than they need. Never changed by the engine.
   */
  Map<String, @Nullable Object> fields();

  /**
   * The fields that can be looked at where they stand; null when there are none. Conditions are
   * tried on them first, and where they are sure to fail nothing else is asked of the arrival.
   */
  default @Nullable FieldsInPlace inPlace() {
    return null;
  }

  /**
   * This arrival in a form that lasts. A listener may hand over a list whose elements are one
   * object that stands for one message after the other; who wants to know more of an arrival when
   * the next element is asked for, or after the call has returned, keeps this instead.
   */
  default Arrival kept() {
    return this;
  }

  /** When it happened by the sender's word; null when it does not say. */
  default @Nullable Instant time() {
    return null;
  }

  /**
   * What makes this the same arrival when the sender repeats it, unique for the daemon over all
   * nodes. Null for senders that do not say: then its place (node, start, sequence) is the key, and
   * equal arrivals stay two events.
   */
  default @Nullable String key() {
    return null;
  }

  /** The bytes as they came; null when {@link #fields} are all there is. */
  default @Nullable Raw raw() {
    return null;
  }

  /** Files that came with it. */
  default List<Attachment> attachments() {
    return List.of();
  }

  /** A deep link into the sender's own browser pages; null when there is none. */
  default @Nullable String link() {
    return null;
  }

  /**
   * Why no event can be made of it, with the place and what would be valid; it goes to quarantine
   * with {@link #raw}, which is then not null. Null for all that can be read.
   */
  default @Nullable String unreadable() {
    return null;
  }
}
