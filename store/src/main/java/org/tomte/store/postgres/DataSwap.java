package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts an upgraded data directory in the place of the old one, which is kept under another name.
 * Two folders cannot be renamed at once, so a file says first that it was decided; whoever finds
 * that file finishes it, and nobody makes an empty data directory meanwhile.
 */
final class DataSwap {
  private final Path data;
  private final Path upgraded;
  private final Path decision;

  /** The swap of a data directory, which may not be under way. */
  DataSwap(Path data) {
    this.data = data;
    this.upgraded = data.resolveSibling(data.getFileName() + "-upgraded");
    this.decision = data.resolveSibling(data.getFileName() + "-upgrade-decided");
  }

  /** Where the upgraded data directory is made. */
  Path upgraded() {
    return upgraded;
  }

  /** Whether the upgraded directory is complete and only names are left to be changed. */
  boolean isDecided() {
    return Files.exists(decision);
  }

  /**
   * Says that the upgraded directory is complete.
   *
   * @param keptAs the name, beside the data directory, that the old one gets
   */
  void decide(String keptAs) throws IOException {
    OwnerOnlyFiles.write(decision, keptAs + "\n");
  }

  /**
   * Changes the names, or what is left of it.
   *
   * @param between done after the old directory has its name and before the new one has
   * @return where the old directory is kept
   */
  Path finish(Runnable between) throws IOException {
    Path parent = FolderTree.parentOf(data);
    Path kept = parent.resolve(Files.readString(decision).strip());
    if (Files.exists(upgraded)) {
      if (Files.exists(data)) {
        Files.move(data, kept, StandardCopyOption.ATOMIC_MOVE);
        OwnerOnlyFiles.syncFolder(parent);
      }
      between.run();
      Files.move(upgraded, data, StandardCopyOption.ATOMIC_MOVE);
      OwnerOnlyFiles.syncFolder(parent);
    }
    Files.deleteIfExists(decision);
    OwnerOnlyFiles.syncFolder(parent);
    return kept;
  }
}
