package org.tomte.engine.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.pointer.Member;
import org.tomte.engine.pointer.Members;

/** The known members of one snapshot stream, asked of the store. */
public final class StoredMembers implements Members {
  private final Pointers pointers;
  private final StreamName stream;

  /** The members of a stream. */
  public StoredMembers(Pointers pointers, StreamName stream) {
    this.pointers = pointers;
    this.stream = stream;
  }

  @Override
  public Map<KeyHash, Member> find(Collection<KeyHash> keys) {
    Map<KeyHash, Member> found = new HashMap<>();
    pointers.members(stream, keys).forEach(member -> found.put(member.hash(), member));
    return found;
  }

  @Override
  public List<Member> missing(Predicate<KeyHash> listed, int most) {
    return pointers.missingMembers(stream, listed, most);
  }
}
