package org.tomte.connectors.imap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;

/**
 * Moves mails to another folder: by MOVE (RFC 6851), else by a copy that is looked for before it is
 * made, so that a kill between copy and removal makes no second one.
 */
final class FolderMove {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH);
  private static final int LOOKED_AT_ONCE = 500;

  private final String source;
  private final Session session;
  private final Listing listing;

  FolderMove(String source, Session session, Listing listing) {
    this.source = source;
    this.session = session;
    this.listing = listing;
  }

  /** Null when it is done, else why it cannot be. */
  @Nullable String move(String target, Set<Long> uids) throws ConnectorFault, InterruptedException {
    if (target.isBlank() || target.equals(source)) {
      return "move needs another folder than " + source + ", for example {move: Processed}.";
    }
    if (uids.isEmpty()) {
      return null;
    }
    if (session.can("MOVE")) {
      return toTarget("UID MOVE", target, uids);
    }
    Set<Long> toCopy = new TreeSet<>(uids);
    toCopy.removeAll(copied(target, uids));
    String refusal = toCopy.isEmpty() ? null : toTarget("UID COPY", target, toCopy);
    if (refusal == null) {
      FolderActions.delete(session, uids);
    }
    return refusal;
  }

  private @Nullable String toTarget(String command, String target, Set<Long> uids)
      throws ConnectorFault, InterruptedException {
    try {
      return refusal(command, target, uids);
    } catch (MissingFolder missing) {
      session.create(target);
      try {
        return refusal(command, target, uids);
      } catch (MissingFolder still) {
        return "The folder " + target + " cannot be made: " + still.getMessage() + ".";
      }
    }
  }

  private @Nullable String refusal(String command, String target, Set<Long> uids)
      throws ConnectorFault, InterruptedException, MissingFolder {
    Argument argument = Session.folder(new Argument().writeAtom(Session.set(uids)), target);
    try {
      session.tried(command, argument);
      return null;
    } catch (CommandFailedException fault) {
      String said = Faults.said(fault);
      if (said.toUpperCase(Locale.ROOT).contains("[TRYCREATE]")) {
        throw new MissingFolder(said);
      }
      if (Faults.passes(said)) {
        throw Faults.protocol(session.settings(), command, fault);
      }
      return "The server refused to move to " + target + ": " + said + ".";
    } catch (ProtocolException fault) {
      throw Faults.protocol(session.settings(), command, fault);
    }
  }

  /** The server has no such folder. */
  private static final class MissingFolder extends Exception {
    private static final long serialVersionUID = 1L;

    MissingFolder(String said) {
      super(said);
    }
  }

  /** Those mails whose copy is in the target already. A copy keeps its time of arrival. */
  private Set<Long> copied(String target, Set<Long> uids)
      throws ConnectorFault, InterruptedException {
    NavigableMap<Long, Found> here = listing.look(uids, null);
    listing.clear();
    if (here.isEmpty() || !session.folders(target).contains(target)) {
      session.select(source, true);
      return Set.of();
    }
    session.select(target, false);
    Set<String> there = keys(between(here));
    session.select(source, true);
    Set<Long> copied = new HashSet<>();
    here.forEach((uid, found) -> {
      if (there.contains(found.key())) {
        copied.add(uid);
      }
    });
    return copied;
  }

  /** UIDs of mails that arrived when ours did; a day more on each side, as servers have zones. */
  private long[] between(NavigableMap<Long, Found> mails)
      throws ConnectorFault, InterruptedException {
    List<Instant> times = new ArrayList<>();
    for (Found found : mails.values()) {
      Instant arrived = found.envelope().arrived();
      if (arrived == null) {
        return session.uids(0, null);
      }
      times.add(arrived);
    }
    times.sort(null);
    LocalDate first = times.getFirst().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
    LocalDate last = times.getLast().atZone(ZoneOffset.UTC).toLocalDate().plusDays(2);
    return session.found(
        new Argument()
            .writeAtom("SINCE")
            .writeAtom(DAY.format(first))
            .writeAtom("BEFORE")
            .writeAtom(DAY.format(last)));
  }

  private Set<String> keys(long[] uids) throws ConnectorFault, InterruptedException {
    Set<String> keys = new HashSet<>();
    for (int begin = 0; begin < uids.length; begin += LOOKED_AT_ONCE) {
      int end = Math.min(uids.length, begin + LOOKED_AT_ONCE);
      List<Long> chunk = Arrays.stream(uids, begin, end).boxed().toList();
      listing.look(chunk, null).values().forEach(found -> keys.add(found.key()));
      listing.clear();
    }
    return keys;
  }
}
