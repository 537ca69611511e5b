package org.tomte.engine.pointer;

import org.tomte.api.FaultKind;

/** A pointer cannot be used: the text says why and what a person or connector author can do. */
public final class PointerFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FaultKind kind;

  /** A fault of a kind, with its words. */
  public PointerFault(FaultKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Which reaction the fault needs. */
  public FaultKind kind() {
    return kind;
  }

  static PointerFault configuration(String message) {
    return new PointerFault(FaultKind.CONFIGURATION, message);
  }

  static PointerFault wrongKind(String pointer, String stream) {
    return configuration(
        "The pointer is of kind %s, the stream is of kind %s: reset the pointer."
            .formatted(pointer, stream));
  }

  static PointerFault wrongPosition(String key, String given, String stream) {
    return new PointerFault(
        FaultKind.INTERNAL,
        "The event with key \"%s\" has a position of kind %s, which a stream of kind %s never has."
            .formatted(key.length() > 200 ? key.substring(0, 200) : key, given, stream));
  }
}
