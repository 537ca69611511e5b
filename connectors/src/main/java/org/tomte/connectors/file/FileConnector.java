package org.tomte.connectors.file;

import java.util.Set;
import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;

/** The {@code file} source. */
public final class FileConnector implements PollingConnector<FileSettings> {

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String summary() {
    return "Reads mails, JSON, CSV, XML and lines of text from files and folders.";
  }

  @Override
  public Class<FileSettings> settings() {
    return FileSettings.class;
  }

  @Override
  public FieldType.Fields events(FileSettings settings) {
    return EventFields.declared(settings);
  }

  @Override
  public Set<String> acknowledgements(FileSettings settings) {
    return canBeWhole(settings) && settings.records() == null
        ? Set.of(FileMoves.MOVE, FileMoves.DELETE)
        : Set.of();
  }

  @Override
  public Poller open(FileSettings settings, SourceContext context) {
    return new FilePoller(settings, context);
  }

  /** The format of one file, told by the settings or by its name. */
  static FileFormat format(FileSettings settings, String name) {
    return settings.format().of(StreamNames.withoutSuffixes(name));
  }

  static boolean isWhole(FileSettings settings, String name) {
    return settings.whole() || !format(settings, name).grows();
  }

  static boolean canBeWhole(FileSettings settings) {
    return settings.whole() || !settings.format().grows();
  }
}
