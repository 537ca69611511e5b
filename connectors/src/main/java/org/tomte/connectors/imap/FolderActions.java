package org.tomte.connectors.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Acknowledgement;
import org.tomte.api.ConnectorFault;

/**
 * Flags, moves and deletes mails after the commit. What was done already, by us before a crash or
 * by a person, is done: a mail that is not in its folder any more needs nothing.
 */
final class FolderActions {
  private static final int LOOKED_AT_ONCE = 500;

  private final String folder;
  private final Session session;
  private final Listing listing;
  private final FolderReader reader;

  FolderActions(String folder, Session session, Listing listing, FolderReader reader) {
    this.folder = folder;
    this.session = session;
    this.listing = listing;
    this.reader = reader;
  }

  /** One thing to do with many mails. */
  private record Step(String verb, String argument) {}

  List<@Nullable String> acknowledge(List<Acknowledgement> wanted)
      throws ConnectorFault, InterruptedException {
    if (session.select(folder, true).readOnly()) {
      String reason = "The folder " + folder + " can only be read.";
      return new ArrayList<>(java.util.Collections.nCopies(wanted.size(), reason));
    }
    Map<String, Set<Long>> places = places(wanted);
    Map<Step, Set<Long>> steps = new LinkedHashMap<>();
    for (Acknowledgement one : wanted) {
      steps
          .computeIfAbsent(new Step(one.verb(), one.argument()), _ -> new TreeSet<>())
          .addAll(places.getOrDefault(one.key(), Set.of()));
    }
    Map<Step, @Nullable String> answers = new HashMap<>();
    for (Map.Entry<Step, Set<Long>> step : steps.entrySet()) {
      answers.put(step.getKey(), act(step.getKey(), step.getValue()));
    }
    List<@Nullable String> result = new ArrayList<>();
    for (Acknowledgement one : wanted) {
      result.add(answers.get(new Step(one.verb(), one.argument())));
    }
    return result;
  }

  /** Null when it is done, else why it cannot be. */
  private @Nullable String act(Step step, Set<Long> uids)
      throws ConnectorFault, InterruptedException {
    String argument = step.argument();
    return switch (step.verb()) {
      case ImapConnector.SEEN -> flag("+", "\\Seen", uids);
      case ImapConnector.FLAG -> flag("+", argument.isEmpty() ? "\\Flagged" : argument, uids);
      case ImapConnector.UNFLAG -> flag("-", argument.isEmpty() ? "\\Flagged" : argument, uids);
      case ImapConnector.MOVE -> new FolderMove(folder, session, listing).move(argument, uids);
      case ImapConnector.DELETE -> {
        delete(session, uids);
        yield null;
      }
      default ->
          "A mail cannot be \"" + step.verb() + "\"; valid are delete, flag, move, seen, unflag.";
    };
  }

  private @Nullable String flag(String sign, String flag, Set<Long> uids)
      throws ConnectorFault, InterruptedException {
    if (!flag.matches("\\\\?[A-Za-z0-9$_.-]{1,100}")) {
      return "\"" + flag + "\" is no flag; valid are for example \\Flagged and Handled.";
    }
    store(session, sign, flag, uids);
    return null;
  }

  static void store(Session session, String sign, String flag, Set<Long> uids)
      throws ConnectorFault, InterruptedException {
    if (!uids.isEmpty()) {
      session.run(
          "UID STORE",
          new Argument()
              .writeAtom(Session.set(uids))
              .writeAtom(sign + "FLAGS.SILENT")
              .writeAtom("(" + flag + ")"));
    }
  }

  /** Without UIDPLUS mails are marked only: a plain EXPUNGE would take those of others as well. */
  static void delete(Session session, Set<Long> uids) throws ConnectorFault, InterruptedException {
    store(session, "+", "\\Deleted", uids);
    if (!uids.isEmpty() && session.can("UIDPLUS")) {
      session.run("UID EXPUNGE", new Argument().writeAtom(Session.set(uids)));
    }
  }

  /**
   * Where the mails are: as this run listed them, else by looking through the folder from its
   * newest mail on.
   */
  private Map<String, Set<Long>> places(List<Acknowledgement> wanted)
      throws ConnectorFault, InterruptedException {
    Map<String, Set<Long>> places = new HashMap<>();
    Set<String> open = new HashSet<>();
    for (Acknowledgement one : wanted) {
      Set<Long> seen = reader.seen(one.key());
      if (seen.isEmpty()) {
        open.add(one.key());
      } else {
        places.put(one.key(), seen);
      }
    }
    long[] uids = open.isEmpty() ? new long[0] : session.uids(0, null);
    for (int end = uids.length; end > 0 && !open.isEmpty(); end -= LOOKED_AT_ONCE) {
      int begin = Math.max(0, end - LOOKED_AT_ONCE);
      List<Long> chunk = Arrays.stream(uids, begin, end).boxed().toList();
      for (Found found : listing.look(chunk, null).values()) {
        if (open.contains(found.key())) {
          places.computeIfAbsent(found.key(), _ -> new TreeSet<>()).add(found.envelope().uid());
        }
      }
      open.removeAll(places.keySet());
      listing.clear();
    }
    return places;
  }
}
