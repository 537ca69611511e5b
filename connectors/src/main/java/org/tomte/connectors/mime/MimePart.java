package org.tomte.connectors.mime;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of a mail, or the mail itself.
 *
 * @param headers in their order
 * @param type of the content
 * @param body decoded; empty for a multipart
 * @param children the parts of a multipart
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and nobody compares parts
record MimePart(List<HeaderField> headers, MediaType type, byte[] body, List<MimePart> children) {

  /** The value of the first header field of a name; null when there is none. */
  @Nullable String header(String name) {
    for (HeaderField field : headers) {
      if (field.name().equals(name)) {
        return field.value();
      }
    }
    return null;
  }

  /** The value of the first header field of a name; empty when there is none. */
  String headerOrEmpty(String name) {
    String value = header(name);
    return value == null ? "" : value;
  }

  MediaType disposition() {
    return MediaType.of(headerOrEmpty("content-disposition"));
  }

  boolean isAttached() {
    return disposition().name().equals("attachment");
  }

  boolean isMail() {
    boolean named =
        fileName() != null && String.valueOf(fileName()).toLowerCase(Locale.ROOT).endsWith(".eml");
    return type.name().equals("message/rfc822") || type.name().equals("message/global") || named;
  }

  /** The name that the sender gave to the file, without folders; null when there is none. */
  @Nullable String fileName() {
    String name = disposition().parameter("filename");
    name = name == null || name.isBlank() ? type.parameter("name") : name;
    if (name == null || name.isBlank()) {
      return null;
    }
    String flat = name.replace('\\', '/');
    String last = flat.substring(flat.lastIndexOf('/') + 1).strip();
    return last.isEmpty() ? null : last;
  }
}
