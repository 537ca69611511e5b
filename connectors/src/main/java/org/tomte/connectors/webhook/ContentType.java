package org.tomte.connectors.webhook;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.tomte.api.http.HttpCall;

/**
 * A content type (RFC 9110 section 8.3).
 *
 * @param name type and subtype in lower case; empty when the sender does not say
 * @param parameters all that stands behind
 */
record ContentType(String name, String parameters) {

  static ContentType of(HttpCall call) {
    return of(call.header("Content-Type").orElse(""));
  }

  static ContentType of(String text) {
    int semicolon = text.indexOf(';');
    String name = semicolon < 0 ? text : text.substring(0, semicolon);
    String rest = semicolon < 0 ? "" : text.substring(semicolon + 1);
    return new ContentType(name.strip().toLowerCase(Locale.ROOT), rest);
  }

  boolean isJson() {
    return name.isEmpty()
        || name.equals("application/json")
        || name.equals("text/json")
        || name.endsWith("+json");
  }

  boolean isJsonLines() {
    return switch (name) {
      case "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonlines",
          "application/json-lines" ->
          true;
      default -> false;
    };
  }

  boolean isForm() {
    return name.equals("application/x-www-form-urlencoded");
  }

  boolean isText() {
    return name.startsWith("text/");
  }

  /** The character set of a text; UTF-8 where it does not say or says what is not known. */
  Charset charset() {
    for (String parameter : parameters.split(";", -1)) {
      String[] pair = parameter.strip().split("=", 2);
      if (pair.length == 2 && pair[0].equalsIgnoreCase("charset")) {
        try {
          return Charset.forName(pair[1].replace("\"", "").strip());
        } catch (IllegalArgumentException unknown) {
          return StandardCharsets.UTF_8;
        }
      }
    }
    return StandardCharsets.UTF_8;
  }
}
