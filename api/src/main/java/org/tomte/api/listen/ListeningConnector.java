package org.tomte.api.listen;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Connector;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FieldType;

/**
 * A connector whose source pushes: it listens on every node, or on those that the daemon names.
 *
 * @param <S> the record of its settings
 */
public interface ListeningConnector<S extends Record> extends Connector<S> {

  /** The fields that events of such a source have; expressions are checked against it at save. */
  FieldType.Fields events(S settings);

  /**
   * Whether senders wait for the commit ({@link ListenerSink#confirm}). People are told what it
   * gives: confirmed push is stored exactly once if the sender repeats, unconfirmed push exactly
   * once from the commit on.
   */
  boolean confirms(S settings);

  /**
   * The field, a whole number, that says how many equal things one event stands for, such as five
   * for "last message repeated 5 times": {@code count} of rules counts so many. Null when each
   * event is one.
   */
  default @Nullable String weight() {
    return null;
  }

  /**
   * What a file of things as senders send them would arrive as, for dry runs and tests: the same
   * code that reads what really arrives.
   *
   * @param content of the file
   * @param received when to say it was received
   * @return null when files say nothing to this connector
   */
  default @Nullable List<Arrival> sample(S settings, byte[] content, Instant received) {
    return null;
  }

  /**
   * Makes a listener; it receives nothing before it is started.
   *
   * @throws ConnectorFault when the settings cannot work here
   */
  Listener open(S settings, ListenerContext context) throws ConnectorFault;
}
