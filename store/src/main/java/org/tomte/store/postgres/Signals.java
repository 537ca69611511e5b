package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Signals of Unix that Java itself cannot send. */
final class Signals {

  private Signals() {}

  /** Sends a signal, by its name without SIG, to a process that may have ended already. */
  static void send(String signal, long pid) throws IOException {
    List<String> words = List.of("sh", "-c", "kill -" + signal + " " + pid);
    Command.Ended ended = new Command(words, "", Duration.ofSeconds(5)).run(Path.of("/"));
    if (ended.exit() != 0 && ProcessStat.of(pid).filter(stat -> !stat.ended()).isPresent()) {
      throw new IOException("Signal " + signal + " to process " + pid + ": " + ended.output());
    }
  }
}
