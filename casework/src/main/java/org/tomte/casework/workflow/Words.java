package org.tomte.casework.workflow;

import java.util.List;

/**
 * Words that a field offers.
 *
 * @param offered in the order in which a person should see them
 * @param others whether other words are taken too
 */
public record Words(List<String> offered, boolean others) {

  /** Copies the list. */
  public Words {
    offered = List.copyOf(offered);
  }

  /** Words beside which others are taken. */
  public static Words open(String... offered) {
    return new Words(List.of(offered), true);
  }
}
