package org.tomte.connectors.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.imap.protocol.UIDSet;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** One connection after the log-in. */
final class Session implements AutoCloseable {
  private static final int MOST_NAMES = 50;

  private final IMAPProtocol protocol;
  private final ImapSettings settings;
  private @Nullable Selected selected;

  Session(IMAPProtocol protocol, ImapSettings settings) {
    this.protocol = protocol;
    this.settings = settings;
  }

  boolean can(String capability) {
    return protocol.hasCapability(capability);
  }

  /** Opens a folder, unless it is open as wanted already. */
  Selected select(String folder, boolean writable) throws ConnectorFault, InterruptedException {
    Selected now = selected;
    if (now != null && now.folder().equals(folder) && (now.writable() || !writable)) {
      return now;
    }
    selected = null;
    try {
      MailboxInfo info = writable ? protocol.select(folder) : protocol.examine(folder);
      Selected opened = opened(folder, writable, info);
      selected = opened;
      return opened;
    } catch (CommandFailedException fault) {
      throw notThere(folder, fault);
    } catch (ProtocolException fault) {
      throw Faults.protocol(settings, "opening the folder " + folder, fault);
    }
  }

  private Selected opened(String folder, boolean writable, MailboxInfo info) throws ConnectorFault {
    if (info.uidvalidity <= 0 || info.uidNotSticky) {
      throw new ConnectorFault(
          FaultKind.BAD_DATA,
          "The folder %s of %s has no lasting numbers (UIDVALIDITY), so its mails cannot be told apart."
              .formatted(folder, settings.words()));
    }
    boolean readOnly = info.mode == jakarta.mail.Folder.READ_ONLY;
    return new Selected(folder, writable, readOnly, info.uidvalidity, Math.max(0, info.uidnext));
  }

  private ConnectorFault notThere(String folder, CommandFailedException fault)
      throws ConnectorFault, InterruptedException {
    List<String> names = folders("*");
    boolean there = names.contains(folder) || folder.equalsIgnoreCase("INBOX");
    String valid =
        there
            ? "it is there, but " + settings.user() + " may not open it"
            : "there are "
                + String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    return new ConnectorFault(
        there ? FaultKind.CREDENTIALS : FaultKind.CONFIGURATION,
        "The folder %s of %s cannot be opened (%s); %s."
            .formatted(folder, settings.words(), Faults.said(fault), valid),
        fault);
  }

  /** The names of folders that can be opened, in order. */
  List<String> folders(String pattern) throws ConnectorFault, InterruptedException {
    try {
      ListInfo[] found = protocol.list("", pattern);
      Set<String> names = new TreeSet<>();
      for (ListInfo one : found == null ? new ListInfo[0] : found) {
        if (one.canOpen) {
          names.add(one.name);
        }
      }
      return List.copyOf(names);
    } catch (ProtocolException fault) {
      throw Faults.protocol(settings, "LIST", fault);
    }
  }

  /** Makes a folder. */
  void create(String folder) throws ConnectorFault, InterruptedException {
    try {
      protocol.create(folder);
    } catch (ProtocolException fault) {
      throw Faults.protocol(settings, "making the folder " + folder, fault);
    }
  }

  /**
   * The UIDs of the open folder above one, ascending.
   *
   * @param search more that they must meet; null for nothing
   */
  long[] uids(long above, @Nullable SearchCommand search)
      throws ConnectorFault, InterruptedException {
    Argument argument = new Argument();
    if (search != null && search.charset() != null) {
      argument.writeAtom("CHARSET").writeAtom(search.charset());
    }
    argument.writeAtom("UID").writeAtom((above + 1) + ":*");
    if (search != null) {
      argument.append(search.criteria());
    }
    // "n:*" names the last mail even when it stands before n.
    return Arrays.stream(found(argument)).filter(uid -> uid > above).sorted().distinct().toArray();
  }

  /** Those of the UIDs that are still there. */
  Set<Long> present(Collection<Long> uids) throws ConnectorFault, InterruptedException {
    Set<Long> present = new HashSet<>();
    if (!uids.isEmpty()) {
      for (long uid : found(new Argument().writeAtom("UID").writeAtom(set(uids)))) {
        present.add(uid);
      }
    }
    return present;
  }

  long[] found(Argument criteria) throws ConnectorFault, InterruptedException {
    List<Long> found = new ArrayList<>();
    for (Response response : run("UID SEARCH", criteria)) {
      if (response instanceof IMAPResponse line && line.keyEquals("SEARCH")) {
        for (long uid = line.readLong(); uid != -1; uid = line.readLong()) {
          found.add(uid);
        }
      }
    }
    return found.stream().mapToLong(Long::longValue).toArray();
  }

  /** Runs a command that must succeed. */
  Response[] run(String command, Argument argument) throws ConnectorFault, InterruptedException {
    try {
      return tried(command, argument);
    } catch (ProtocolException fault) {
      throw Faults.protocol(settings, command, fault);
    }
  }

  /** Runs a command that the server may refuse: {@link CommandFailedException}. */
  Response[] tried(String command, Argument argument)
      throws ProtocolException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the run was cancelled");
    }
    Response[] responses = protocol.command(command, argument);
    protocol.notifyResponseHandlers(responses);
    protocol.handleResult(responses[responses.length - 1]);
    return responses;
  }

  static String set(Collection<Long> uids) {
    long[] sorted = uids.stream().mapToLong(Long::longValue).sorted().toArray();
    return UIDSet.toString(UIDSet.createUIDSets(sorted));
  }

  static Argument folder(Argument argument, String name) {
    return argument.writeString(BASE64MailboxEncoder.encode(name));
  }

  ImapSettings settings() {
    return settings;
  }

  IMAPProtocol protocol() {
    return protocol;
  }

  @Override
  public void close() {
    try {
      protocol.logout();
    } catch (ProtocolException alreadyClosed) {
      protocol.disconnect();
    }
  }
}
