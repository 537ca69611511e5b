package org.tomte.app.command;

import java.util.concurrent.atomic.AtomicReference;
import org.tomte.app.instance.OpenInstance;

/** The way to the instance; opened by the first command that needs it. */
@FunctionalInterface
public interface InstanceDoor {

  /**
   * The instance: the running one inside of the server, otherwise one that this call opens and that
   * is closed when the program ends.
   *
   * @throws org.tomte.store.postgres.DatabaseFault when it cannot be opened
   */
  OpenInstance open();

  /** A door that opens the instance once, however often it is asked within a process. */
  static InstanceDoor once(InstanceDoor door) {
    AtomicReference<OpenInstance> opened = new AtomicReference<>();
    return () -> {
      OpenInstance known = opened.get();
      if (known == null) {
        known = door.open();
        opened.set(known);
      }
      return known;
    };
  }
}
