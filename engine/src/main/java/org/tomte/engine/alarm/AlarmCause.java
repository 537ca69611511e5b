package org.tomte.engine.alarm;

import java.util.Locale;

/**
 * What an alarm is about. Two signals with an equal cause are one alarm, so a hundred daemons with
 * one dead password raise one.
 *
 * @param subject {@code daemon}, {@code connection} or {@code node}
 * @param name the subject's name
 * @param kind what is wrong, one word or two with a hyphen: {@code silence}, {@code deadline}
 */
public record AlarmCause(String subject, String name, String kind) {

  /** A cause that lies in one daemon. */
  public static AlarmCause daemon(String name, String kind) {
    return new AlarmCause("daemon", name, kind);
  }

  /** A cause that lies in a connection and may stop many daemons. */
  public static AlarmCause connection(String name, String kind) {
    return new AlarmCause("connection", name, kind);
  }

  /** A cause that lies in a node. */
  public static AlarmCause node(String name, String kind) {
    return new AlarmCause("node", name, kind);
  }

  /** The stored form, for example {@code daemon/phishing-mailbox/silence}. */
  public String key() {
    return (subject + "/" + name + "/" + kind).toLowerCase(Locale.ROOT);
  }
}
