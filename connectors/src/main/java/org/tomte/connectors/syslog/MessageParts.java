package org.tomte.connectors.syslog;

/**
 * Where the parts of one message stand in the bytes it came in. An object of this kind can be used
 * for one message after the other, so that reading headers makes no objects.
 */
final class MessageParts {
  /** What {@code from} of an absent part is. */
  static final int NONE = -1;

  final Stamp stamp = new Stamp();
  byte[] bytes = new byte[0];
  int from;
  int to;

  /** Facility times 8 plus severity; {@link #NONE} when there was none. */
  int priority;

  Dialect dialect = Dialect.BARE;
  boolean timed;
  int hostFrom;
  int hostTo;
  int applicationFrom;
  int applicationTo;
  int processFrom;
  int processTo;
  int idFrom;
  int idTo;
  int structuredFrom;
  int structuredTo;
  int messageFrom;

  /** Something of the header was not what its format asks for. */
  boolean partial;

  void reset(byte[] newBytes, int newFrom, int newTo) {
    bytes = newBytes;
    from = newFrom;
    to = newTo;
    priority = NONE;
    dialect = Dialect.BARE;
    timed = false;
    hostFrom = NONE;
    applicationFrom = NONE;
    processFrom = NONE;
    idFrom = NONE;
    structuredFrom = NONE;
    messageFrom = newFrom;
    partial = false;
  }

  void host(int partFrom, int partTo) {
    hostFrom = partFrom;
    hostTo = partTo;
  }

  void application(int partFrom, int partTo) {
    applicationFrom = partFrom;
    applicationTo = partTo;
  }

  void process(int partFrom, int partTo) {
    processFrom = partFrom;
    processTo = partTo;
  }
}
