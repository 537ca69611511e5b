package org.tomte.connectors.file;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings with a few values other than their fallbacks. */
final class Settings {
  private final String path;
  private final FileFormat format;
  private boolean whole;
  private List<String> exclude = List.of();
  private @Nullable String encoding;
  private @Nullable String pattern;
  private boolean keyValues;
  private @Nullable String startPattern;
  private @Nullable String records;
  private @Nullable String id;
  private @Nullable String timeField;
  private int identityLines = 1;
  private boolean hashVersion;
  private int maxLineBytes = 1 << 20;
  private long maxFileBytes = 50L << 20;
  private int maxRatio = 250;

  private Settings(String path, FileFormat format) {
    this.path = path;
    this.format = format;
  }

  static Settings of(String path, FileFormat format) {
    return new Settings(path, format);
  }

  Settings whole() {
    whole = true;
    return this;
  }

  Settings exclude(String glob) {
    exclude = List.of(glob);
    return this;
  }

  Settings encoding(String name) {
    encoding = name;
    return this;
  }

  Settings pattern(String expression) {
    pattern = expression;
    return this;
  }

  Settings keyValues() {
    keyValues = true;
    return this;
  }

  Settings startPattern(String expression) {
    startPattern = expression;
    return this;
  }

  Settings records(String place) {
    records = place;
    return this;
  }

  Settings id(String field) {
    id = field;
    return this;
  }

  Settings timeField(String field) {
    timeField = field;
    return this;
  }

  Settings identityLines(int lines) {
    identityLines = lines;
    return this;
  }

  Settings hashVersion() {
    hashVersion = true;
    return this;
  }

  Settings maxLineBytes(int bytes) {
    maxLineBytes = bytes;
    return this;
  }

  Settings maxFileBytes(long bytes) {
    maxFileBytes = bytes;
    return this;
  }

  Settings maxRatio(int ratio) {
    maxRatio = ratio;
    return this;
  }

  FileSettings make() {
    return new FileSettings(
        path,
        format,
        whole,
        exclude,
        encoding,
        pattern,
        keyValues,
        startPattern,
        true,
        List.of(),
        null,
        "\"",
        records,
        List.of(),
        id,
        timeField,
        null,
        null,
        identityLines,
        hashVersion,
        Duration.ofSeconds(5),
        Duration.ofMinutes(1),
        maxLineBytes,
        maxFileBytes,
        maxRatio,
        java.util.List.of());
  }
}
