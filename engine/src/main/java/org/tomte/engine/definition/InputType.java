package org.tomte.engine.definition;

/** The type of an input's value. */
public enum InputType {
  /** Any text. */
  TEXT,
  /** A mail address (RFC 5322 addr-spec). */
  EMAIL,
  /** A number; whole when it has no fraction. */
  NUMBER,
  /** True or false. */
  BOOL,
  /** A span of time such as 4h. */
  DURATION
}
