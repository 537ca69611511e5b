package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file {@code run.json} in the home: how command-line calls find a running instance.
 *
 * <p>Written in one step with mode 0600. A file that a killed instance left behind is recognised by
 * its process, which ended, is a zombie or whose number belongs to another process now.
 */
public final class RunFile {

  private static final Logger LOG = LoggerFactory.getLogger(RunFile.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  /** The run file of a home. */
  public RunFile(InstanceHome home) {
    this.file = home.runFile();
  }

  /**
   * Announces a running instance.
   *
   * @throws DatabaseFault if the file cannot be written
   */
  public void write(RunningInstance instance) {
    try {
      OwnerOnlyFiles.write(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(instance) + "\n");
    } catch (IOException e) {
      throw FileFaults.of("writing the run file", file, e);
    }
  }

  /** Reads the instance that runs now; empty when none does, also when a stale file is there. */
  public Optional<RunningInstance> read() {
    try {
      RunningInstance instance = JSON.readValue(Files.readString(file), RunningInstance.class);
      if (instance.process().isAlive()) {
        return Optional.of(instance);
      }
      LOG.info("{} is of process {}, which has ended", file, instance.process().pid());
      return Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JacksonException e) {
      LOG.warn("{} cannot be understood and is not used: {}", file, e.getOriginalMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw FileFaults.of("reading the run file", file, e);
    }
  }

  /** Removes the announcement; called at the end of the instance that wrote it. */
  public void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileFaults.of("removing the run file", file, e);
    }
  }
}
