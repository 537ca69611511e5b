package org.tomte.app.command;

/** A command that works on an instance: it runs inside the server when there is one. */
public interface InstanceCommand {

  /** Whether the options of this call need the instance. */
  default boolean needsInstance() {
    return true;
  }
}
