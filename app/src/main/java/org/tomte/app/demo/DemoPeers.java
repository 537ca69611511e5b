package org.tomte.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tomte.app.instance.Instance;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.secret.SecretValue;

/**
 * The systems that the demo's daemons talk to: a mailbox, a firewall that sends syslog, and the
 * database of a help desk. While they are not there, the daemons that need them are switched off.
 */
final class DemoPeers implements AutoCloseable {
  private static final List<String> FIREWALL = DemoFiles.text("firewall.log").lines().toList();

  /** The daemons whose peers end with the demo. */
  private static final List<String> DAEMONS = List.of("reported-mails", "firewall");

  private static final String SECRET = "demo-mailbox";

  private final Instance instance;
  private final DemoPorts ports;
  private final DemoMailbox mailbox;
  private final DemoDatabase tickets;
  private final DemoSender firewall;

  private DemoPeers(Instance instance, DemoFiles files) {
    this.instance = instance;
    this.ports = DemoPorts.in(files.folder().resolve("ports"));
    String password = UUID.randomUUID().toString();
    try (SecretValue secret = SecretValue.of(password)) {
      instance.secrets().put(SECRET, secret);
    }
    this.mailbox = DemoMailbox.start(ports.imap(), password, files.mails());
    this.tickets = new DemoDatabase(files.folder().resolve("helpdesk.db"));
    this.firewall = new DemoSender(ports.syslog(), files.folder().resolve("firewall.sent"));
    tickets.create(DemoFiles.text("helpdesk.sql"));
  }

  /** Starts them. */
  static DemoPeers start(Instance instance, DemoFiles files) {
    return new DemoPeers(instance, files);
  }

  /** Where they are. */
  DemoPorts ports() {
    return ports;
  }

  /** Switches the daemons on that need them. */
  void enable() {
    switchDaemons(true, "the demo began");
  }

  private void switchDaemons(boolean on, String why) {
    Author author = new Author("demo", why, instance.clock().instant());
    for (String name : DAEMONS) {
      instance
          .definitionStore()
          .daemon(name)
          .filter(head -> head.enabled() != on)
          .ifPresent(head -> instance.definitionStore().enable(head.id(), on, author));
    }
  }

  /**
   * Sends what the firewall has not sent yet.
   *
   * @return how many messages
   */
  int send() {
    return firewall.send(FIREWALL);
  }

  /** What happens while the demo is looked at, one after the other; each happens once. */
  List<Runnable> later() {
    List<Runnable> later = new ArrayList<>();
    List<String> messages = new ArrayList<>(FIREWALL);
    for (String line : DemoFiles.text("firewall-later.log").lines().toList()) {
      messages.add(line);
      List<String> upToHere = List.copyOf(messages);
      later.add(() -> firewall.send(upToHere));
    }
    for (String insert : tickets.missing(DemoFiles.text("helpdesk-later.sql"))) {
      later.add(() -> tickets.execute(List.of(insert)));
    }
    return later;
  }

  @Override
  public void close() {
    switchDaemons(false, "the mailbox and the firewall of the demo have ended");
    mailbox.close();
  }
}
