package org.tomte.connectors.file;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;
import org.tomte.api.Setting;

/** The settings of a {@code file} source. */
public record FileSettings(
    @Setting(
            value =
                "A file, a folder (its files, not its sub-folders) or a glob; ** goes into"
                    + " sub-folders. Relative paths start at the definition's folder.",
            example = "/var/log/app/*.log")
        String path,
    @Setting(value = "What is in the files; auto tells it from each name.", fallback = "auto")
        FileFormat format,
    @Setting(
            value = "Read each file as one event, also the formats that grow line by line.",
            fallback = "false")
        boolean whole,
    @Setting(
            value = "Globs of files that are left out, relative to the folder that is read.",
            fallback = "[]",
            example = "[\"Processed/**\"]")
        List<String> exclude,
    @Setting(
            value =
                "The character set; a byte order mark wins over it. Without it UTF-8 is read, and"
                    + " what is not UTF-8 as windows-1252.",
            example = "iso-8859-15")
        @Nullable String encoding,
    @Setting(
            value = "text: an expression whose named groups become fields of the record.",
            example = "'(?<user>\\S+) from (?<address>[0-9.]+)'")
        @Nullable String pattern,
    @Setting(
            value = "text: read key=value pairs, values may be quoted, into the record.",
            fallback = "false")
        boolean keyValues,
    @Setting(
            value =
                "text: an expression that finds the first line of a record; the lines up to the"
                    + " next one belong to it.",
            example = "'^\\d{4}-\\d\\d-\\d\\d '")
        @Nullable String startPattern,
    @Setting(value = "csv and tsv: the first line has the names of columns.", fallback = "true")
        boolean header,
    @Setting(
            value = "csv and tsv: the names of columns, instead of those in the header.",
            fallback = "[]",
            example = "[host, severity]")
        List<String> columns,
    @Setting(
            value = "csv and tsv: the character between columns; a comma, or a tab for tsv.",
            example = "\";\"")
        @Nullable String delimiter,
    @Setting(value = "csv and tsv: the character around values; empty for none.", fallback = "'\"'")
        String quote,
    @Setting(
            value =
                "json: the JSON pointer (RFC 6901) of the array whose elements are the records;"
                    + " xml: the path of the element that is a record, from the root.",
            example = "report/hosts/host")
        @Nullable String records,
    @Setting(
            value = "xml: names of elements that are always read as a list.",
            fallback = "[]",
            example = "[port]")
        List<String> lists,
    @Setting(
            value =
                "json and xml with records: the field of a record that names it; without it its"
                    + " content does.",
            example = "id")
        @Nullable String id,
    @Setting(value = "The field of the record that says when it happened.", example = "timestamp")
        @Nullable String timeField,
    @Setting(
            value =
                "How that field is written (java.time pattern); without it RFC 3339 text and epoch"
                    + " seconds, milli-, micro- and nanoseconds are understood.",
            example = "dd.MM.yyyy HH:mm:ss")
        @Nullable String timeFormat,
    @Setting(
            value = "The zone of times that are written without one; without it they are not read.",
            example = "Europe/Berlin")
        @Nullable String zone,
    @Setting(
            value =
                "After how many lines files of one family differ; more than 1 only for files that"
                    + " all begin with the same lines.",
            fallback = "1")
        int identityLines,
    @Setting(
            value =
                "Tell a changed file by a hash of its content instead of its size and change time.",
            fallback = "false")
        boolean hashVersion,
    @Setting(
            value = "How long a file that is read whole must have been left alone.",
            fallback = "5s")
        Duration settle,
    @Setting(
            value =
                "How long a file must have been left alone until a last line without an end is"
                    + " taken as it is.",
            fallback = "1m")
        Duration lastLineAfter,
    @Setting(
            value = "The longest record in bytes; a longer one is unreadable.",
            fallback = "1048576")
        int maxLineBytes,
    @Setting(value = "The largest file in bytes that is read whole.", fallback = "52428800")
        long maxFileBytes,
    @Setting(
            value =
                "How many times its size a compressed file may grow (10 MiB are always allowed).",
            fallback = "250")
        int maxRatio,
    @Setting(
            value =
                "eml and mbox: the authserv-ids of your own mail servers; their"
                    + " Authentication-Results become event.authentication.",
            fallback = "[]",
            example = "[mx.example.com]")
        List<String> trustedServers) {

  /** Checks what can be checked without looking at files. */
  public FileSettings {
    exclude = List.copyOf(exclude);
    columns = List.copyOf(columns);
    lists = List.copyOf(lists);
    trustedServers = List.copyOf(trustedServers);
    check(!path.isBlank(), "path must name a file, a folder or a glob");
    checkCharset(encoding);
    checkExpression("pattern", pattern);
    checkExpression("start-pattern", startPattern);
    check(
        delimiter == null || delimiter.length() == 1,
        "delimiter must be one character, for example ';'");
    check(quote.length() <= 1, "quote must be one character or empty");
    check(identityLines >= 1 && identityLines <= 100, "identity-lines must be from 1 to 100");
    check(!settle.isNegative() && !lastLineAfter.isNegative(), "a time span cannot be negative");
    check(
        maxLineBytes >= 1_024 && maxLineBytes <= 64 << 20,
        "max-line-bytes must be from 1024 to 67108864");
    check(
        maxFileBytes >= 1_024 && maxFileBytes <= 1L << 30,
        "max-file-bytes must be from 1024 to 1073741824");
    check(maxRatio >= 1 && maxRatio <= 100_000, "max-ratio must be from 1 to 100000");
    checkTime(timeFormat, zone);
  }

  /** Settings with every fallback. */
  public static FileSettings of(String path, FileFormat format) {
    return new FileSettings(
        path,
        format,
        false,
        List.of(),
        null,
        null,
        false,
        null,
        true,
        List.of(),
        null,
        "\"",
        null,
        List.of(),
        null,
        null,
        null,
        null,
        1,
        false,
        Duration.ofSeconds(5),
        Duration.ofMinutes(1),
        1 << 20,
        50L << 20,
        250,
        List.of());
  }

  private static void check(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }

  private static void checkCharset(@Nullable String name) {
    try {
      if (name != null) {
        var _ = Charset.forName(name);
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException fault) {
      throw new IllegalArgumentException(
          "encoding '"
              + name
              + "' is not known; valid are for example utf-8, utf-16le,"
              + " windows-1252",
          fault);
    }
  }

  private static void checkExpression(String key, @Nullable String expression) {
    try {
      if (expression != null) {
        var _ = Pattern.compile(expression);
      }
    } catch (RuntimeException fault) {
      throw new IllegalArgumentException(
          key + " is not a valid expression: " + fault.getMessage(), fault);
    }
  }

  private static void checkTime(@Nullable String format, @Nullable String zone) {
    try {
      if (format != null) {
        var _ = DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
      }
      if (zone != null) {
        var _ = ZoneId.of(zone);
      }
    } catch (IllegalArgumentException fault) {
      throw new IllegalArgumentException("time-format: " + fault.getMessage(), fault);
    } catch (DateTimeException fault) {
      throw new IllegalArgumentException(
          "zone '" + zone + "' is not known; valid are for example UTC, Europe/Berlin", fault);
    }
  }
}
