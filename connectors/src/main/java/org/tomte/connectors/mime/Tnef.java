package org.tomte.connectors.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.poi.hmef.HMEFMessage;
import org.jspecify.annotations.Nullable;

/** What Outlook wraps into {@code winmail.dat} (TNEF, [MS-OXTNEF]). */
final class Tnef {
  private static final int MOST_FILES = 200;

  private Tnef() {}

  static boolean is(String mediaType, @Nullable String name) {
    return mediaType.equals("application/ms-tnef")
        || mediaType.equals("application/vnd.ms-tnef")
        || (name != null && name.toLowerCase(Locale.ROOT).equals("winmail.dat"));
  }

  /**
   * The files in it.
   *
   * @throws IOException when it is broken
   */
  static List<MailBody.AttachedFile> files(byte[] content) throws IOException {
    List<MailBody.AttachedFile> files = new ArrayList<>();
    try {
      for (org.apache.poi.hmef.Attachment attachment :
          new HMEFMessage(new ByteArrayInputStream(content)).getAttachments()) {
        if (files.size() >= MOST_FILES) {
          break;
        }
        byte[] contents = attachment.getContents();
        String name = attachment.getLongFilename();
        String flat = String.valueOf(name == null ? attachment.getFilename() : name);
        String last = flat.replace('\\', '/').replaceAll(".*/", "").replace("\0", "").strip();
        files.add(
            new MailBody.AttachedFile(
                last.isEmpty() || last.equals("null") ? "attachment" : last,
                "application/octet-stream",
                contents,
                false,
                last.toLowerCase(Locale.ROOT).endsWith(".eml")));
      }
    } catch (RuntimeException broken) {
      throw new IOException(String.valueOf(broken.getMessage()), broken);
    }
    return files;
  }
}
