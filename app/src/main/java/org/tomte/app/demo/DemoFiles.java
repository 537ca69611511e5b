package org.tomte.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The samples: files in the instance's home, where those that are there already are left as they
 * are, and what the demo's own servers begin with.
 */
final class DemoFiles {
  private static final List<String> SINGLE =
      List.of("gateway.log", "siem-export.jsonl", "vulnerabilities.csv");
  private static final List<String> MAILS =
      List.of(
          "01-invoice-script",
          "02-newsletter",
          "03-mailbox-full",
          "04-mailbox-full-again",
          "05-ceo-fraud-forward",
          "06-canteen-menu",
          "07-voicemail-html",
          "08-parcel-iso",
          "09-webinar",
          "10-bank-update",
          "11-mahnung",
          "12-qr-code",
          "13-supplier-order",
          "14-cv-macro",
          "15-sextortion",
          "16-invoice-script-2",
          "17-gift-cards",
          "18-out-of-office",
          "19-shared-file",
          "20-job-alert");

  private final Path folder;

  DemoFiles(Path home) {
    this.folder = home.resolve("demo");
  }

  /** The folder of the demo. */
  Path folder() {
    return folder;
  }

  /** Writes what is missing. */
  void unpack() {
    try {
      Files.createDirectories(folder);
      for (String name : SINGLE) {
        unpack(name);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException("the samples cannot be written to " + folder, unwritable);
    }
  }

  private void unpack(String name) throws IOException {
    Path target = folder.resolve(name);
    if (!Files.exists(target)) {
      try (InputStream resource = resource(name)) {
        Files.copy(resource, target);
      }
    }
  }

  /** The reported mails, the oldest first. */
  List<byte[]> mails() {
    return MAILS.stream().map(name -> bytes("mails/" + name + ".eml")).toList();
  }

  /** The text of the daemons, with the servers that they talk to. */
  String definitions(DemoPorts ports) {
    return text("daemons.yaml")
        .replace("{imap-port}", String.valueOf(ports.imap()))
        .replace("{syslog-port}", String.valueOf(ports.syslog()))
        .replace("{folder}", folder.toAbsolutePath().toString());
  }

  /**
   * Lines that arrive in the log while the demo is looked at; empty when they are there already.
   */
  List<String> laterLines() {
    List<String> lines = text("gateway-later.log").lines().toList();
    try {
      return Files.readString(folder.resolve("gateway.log")).contains(lines.getLast())
          ? List.of()
          : lines;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Appends a line to the log, as a syslog server would. */
  void append(String line) {
    try {
      Files.writeString(folder.resolve("gateway.log"), line + "\n", StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** A sample as text. */
  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) {
    try (InputStream resource = resource(name)) {
      return resource.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream resource = DemoFiles.class.getResourceAsStream(name);
    if (resource == null) {
      throw new IOException("the program has no sample " + name);
    }
    return resource;
  }
}
