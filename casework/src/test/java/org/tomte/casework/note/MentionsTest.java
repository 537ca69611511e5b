package org.tomte.casework.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MentionsTest {

  @Test
  void peopleAreMentionedOnceAndMailAddressesAreNone() {
    String text = "@ann and (@ben.k), again @ann. Mail x@carl.example, https://a.example/@dora";
    assertThat(Mentions.in(text, _ -> true)).containsExactly("ann", "ben.k");
    assertThat(Mentions.in(text, Set.of("ben.k")::contains)).containsExactly("ben.k");
    assertThat(Mentions.in("@ @@ann @-x", _ -> true)).isEmpty();
  }
}
