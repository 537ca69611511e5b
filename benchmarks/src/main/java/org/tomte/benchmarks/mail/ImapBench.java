package org.tomte.benchmarks.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tomte.benchmarks.Figure;
import org.tomte.benchmarks.Scratch;
import org.tomte.benchmarks.sink.Workbench;
import org.tomte.testkit.Dovecot;

/**
 * Reads a mailbox of dovecot for the first time, and when nothing is new, beside the server's limit
 * (one FETCH of everything into a socket whose bytes are thrown away) and mbsync.
 */
public final class ImapBench {
  private static final String USER = "soc";
  private static final String EVERYTHING = "UID FETCH 1:* (UID BODY.PEEK[])";
  private static final int DELIVERED_AT_ONCE = 500;
  private static final int SILENT_RUNS = 20;

  private final int mails;
  private final int rounds;

  /**
   * A benchmark.
   *
   * @param mails in the mailbox
   * @param rounds how many count; one more comes before them
   */
  public ImapBench(int mails, int rounds) {
    this.mails = mails;
    this.rounds = rounds;
  }

  /** What was measured of one way to read. */
  private record Times(List<Double> first, List<Double> nothing) {
    Times() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /** Prints a line for each figure. */
  public void run() throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.open();
        Dovecot dovecot = Dovecot.start(scratch.path().resolve("dovecot"), Dovecot.Options.PLAIN);
        Workbench bench = Workbench.open()) {
      long bytes = fill(dovecot);
      System.out.printf(
          Locale.ROOT, "# %,d mails, %,d MB in a Maildir%n", mails, bytes / 1_000_000);
      try (MailDaemon ours = new MailDaemon(bench, dovecot.port(), USER, "0s");
          Mbsync mbsync = new Mbsync(dovecot.port(), USER)) {
        measure(bench, ours, dovecot.port(), mbsync);
      }
    }
  }

  private long fill(Dovecot dovecot) throws IOException {
    SampleMails samples = new SampleMails();
    long bytes = 0;
    List<String> some = new ArrayList<>();
    for (int i = 0; i < mails; i++) {
      String mail = samples.mail(i);
      bytes += mail.length();
      some.add(mail);
      if (some.size() == DELIVERED_AT_ONCE || i == mails - 1) {
        dovecot.deliver(USER, "b%06d".formatted(i), some);
        some.clear();
      }
    }
    // Moves them out of the folder for new ones and writes the lists that dovecot keeps.
    try (RawImap imap = RawImap.open(dovecot.port(), USER)) {
      long _ = imap.run("SELECT INBOX");
    }
    return bytes;
  }

  private void measure(Workbench bench, MailDaemon ours, int port, Mbsync mbsync)
      throws IOException, InterruptedException {
    Times limit = new Times();
    Times own = new Times();
    Times peer = new Times();
    boolean installed = Mbsync.isInstalled();
    for (int round = -1; round < rounds; round++) {
      boolean counts = round >= 0;
      raw(port, counts ? limit : new Times());
      bench.settle();
      ours(ours, counts ? own : new Times());
      if (installed) {
        mbsync(mbsync, counts ? peer : new Times());
      }
    }
    print("imap.first", "mails/s", own.first(), limit.first(), "raw FETCH of everything");
    print("imap.nothing-new", "ms", own.nothing(), limit.nothing(), "raw log-in and UID SEARCH");
    if (!installed) {
      System.out.println("# mbsync (package isync) is not installed and is left out");
      return;
    }
    print("imap.first", "mails/s", own.first(), peer.first(), "mbsync, durable as by default");
    print("imap.nothing-new", "ms", own.nothing(), peer.nothing(), "mbsync");
  }

  private static void print(
      String name, String unit, List<Double> ours, List<Double> theirs, String peer) {
    System.out.println(new Figure(name, ours, theirs, unit, peer).line());
  }

  private double perSecond(Duration took) {
    return mails * 1e9 / took.toNanos();
  }

  private static double millis(long begun) {
    return (System.nanoTime() - begun) / 1e6;
  }

  private void raw(int port, Times times) throws IOException {
    long begun = System.nanoTime();
    try (RawImap imap = RawImap.open(port, USER)) {
      long _ = imap.run(EVERYTHING);
    }
    times.first().add(perSecond(Duration.ofNanos(System.nanoTime() - begun)));
    for (int i = 0; i < SILENT_RUNS; i++) {
      long again = System.nanoTime();
      try (RawImap imap = RawImap.open(port, USER)) {
        long _ = imap.run("UID SEARCH UID " + (mails + 1) + ":*");
      }
      times.nothing().add(millis(again));
    }
  }

  private void ours(MailDaemon daemon, Times times) throws InterruptedException {
    MailDaemon.Reader reader = daemon.another();
    times.first().add(perSecond(reader.run(mails)));
    for (int i = 0; i < SILENT_RUNS; i++) {
      times.nothing().add(reader.run(0).toNanos() / 1e6);
    }
  }

  private void mbsync(Mbsync mbsync, Times times) throws IOException, InterruptedException {
    mbsync.forget();
    times.first().add(perSecond(mbsync.run()));
    if (mbsync.count() != mails) {
      throw new IllegalStateException("mbsync wrote " + mbsync.count() + " of " + mails);
    }
    for (int i = 0; i < SILENT_RUNS / 4; i++) {
      times.nothing().add(mbsync.run().toNanos() / 1e6);
    }
  }
}
