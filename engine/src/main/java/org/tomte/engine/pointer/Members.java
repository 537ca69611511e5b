package org.tomte.engine.pointer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The known members of one snapshot stream, as of the last commit. */
public interface Members {

  /** For streams of other kinds. */
  Members NONE =
      new Members() {
        @Override
        public Map<KeyHash, Member> find(Collection<KeyHash> keys) {
          return Map.of();
        }

        @Override
        public List<Member> missing(Predicate<KeyHash> listed, int most) {
          return List.of();
        }
      };

  /** The members among these keys. */
  Map<KeyHash, Member> find(Collection<KeyHash> keys);

  /**
   * Members whose key is not listed, at most so many, in the order of their hashes. Asked only when
   * it is known by number that some are missing.
   */
  List<Member> missing(Predicate<KeyHash> listed, int most);
}
