package org.tomte.engine.commit;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.pointer.Member;

/** Where streams go on. Every method throws {@link StoreFault}. */
public interface Pointers {

  /** The pointers of all streams of a daemon that have one, by name. */
  List<StoredPointer> of(DaemonId daemon);

  /** The pointer of a stream; empty when it has none. */
  Optional<StoredPointer> of(StreamName stream);

  /**
   * Moves a pointer for a person, raises all epochs of the daemon, and remembers the move, in one
   * transaction. The known members of a snapshot stay.
   *
   * @param to where to; null lets the stream begin anew, without known members
   * @param who the person
   * @param why in the person's words
   */
  PointerChange move(StreamName stream, @Nullable PointerMove to, String who, String why);

  /**
   * Puts a pointer back to where it was before a person moved it last; itself a move that can be
   * undone.
   *
   * @return empty when no person ever moved it
   */
  Optional<PointerChange> undo(StreamName stream, String who, String why);

  /** A number that grows with every move, in the transaction of the move. */
  long moves();

  /** What people did to a stream's pointer, the latest first. */
  List<PointerChange> history(StreamName stream, int limit);

  /** How many of the keys are stored for a stream: events that would be known if read again. */
  int countKnown(StreamName stream, Collection<KeyHash> keys);

  /** The known members of a snapshot stream among these keys. */
  List<Member> members(StreamName stream, Collection<KeyHash> keys);

  /** Known members of a snapshot stream whose key is not listed, in the order of their hashes. */
  List<Member> missingMembers(StreamName stream, Predicate<KeyHash> listed, int most);
}
