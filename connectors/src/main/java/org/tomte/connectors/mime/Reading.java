package org.tomte.connectors.mime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is left of the limits while one mail is read, and what was found wrong with it. */
final class Reading {
  private static final int MOST_PROBLEMS = 100;

  private final MailLimits limits;
  private final Set<String> trustedServers;
  private int partsLeft;

  Reading(MailLimits limits, Set<String> trustedServers) {
    this.limits = limits;
    this.trustedServers = trustedServers;
    this.partsLeft = limits.parts();
  }

  /** The authserv-ids whose Authentication-Results count, in lower case. */
  Set<String> trustedServers() {
    return trustedServers;
  }

  MailLimits limits() {
    return limits;
  }

  /** Takes one part from the budget; false when there is none left. */
  boolean takePart() {
    return partsLeft-- > 0;
  }

  /** The problems of one mail. */
  static final class Problems {
    private final Set<String> words = new LinkedHashSet<>();

    void add(String problem) {
      if (words.size() < MOST_PROBLEMS) {
        words.add(problem);
      }
    }

    List<String> list() {
      return new ArrayList<>(words);
    }
  }
}
