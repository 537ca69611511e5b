package org.tomte.casework.workflow;

/** What happens to an incident whose title another one has. */
public enum SameTitles {
  /** Nothing: titles may be equal. */
  ALLOW,
  /** It gets a number after the title: {@code Invoice (2)}. */
  SUFFIX,
  /** It is refused. */
  REFUSE
}
