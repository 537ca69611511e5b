package org.tomte.connectors.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.poi.hmef.CompressedRTF;
import org.jspecify.annotations.Nullable;

/**
 * A body that Outlook keeps as compressed RTF ([MS-OXRTFCP]), and the HTML that may be in it.
 *
 * @param mostText how many characters of HTML are wanted
 * @param problems what was wrong
 */
record RtfBody(int mostText, Reading.Problems problems) {
  /** Tags and what is hidden take several times the room of the HTML itself. */
  private static final int RTF_FOR_EACH_CHARACTER = 8;

  private static final int HEADER = 16;

  /** Ends the unpacking at the limit. */
  private static final class Full extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Takes bytes up to a limit. */
  private static final class Limited extends OutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final int most;

    Limited(int most) {
      this.most = most;
    }

    @Override
    public void write(int octet) throws IOException {
      if (taken.size() >= most) {
        throw new Full();
      }
      taken.write(octet);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int room = Math.min(length, most - taken.size());
      taken.write(bytes, from, room);
      if (room < length) {
        throw new Full();
      }
    }
  }

  /** The HTML in a compressed body; null when there is none in it or it is broken. */
  @Nullable String html(byte[] packed) {
    byte[] rtf = unpacked(packed);
    return rtf == null ? null : RtfHtml.of(rtf, mostText + 1);
  }

  /** The RTF as far as the limit goes; null when it is broken from the beginning. */
  byte @Nullable [] unpacked(byte[] packed) {
    if (packed.length < HEADER) {
      problems.add("rtf-broken: the body of Outlook is cut off");
      return null;
    }
    int said = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    long limit = Math.min(Integer.MAX_VALUE / 2, (long) mostText * RTF_FOR_EACH_CHARACTER);
    boolean honest = said >= 0 && said <= limit;
    // What follows the size that is said is rest of the last block.
    Limited out = new Limited(honest ? said : (int) limit);
    try {
      new CompressedRTF().decompress(new ByteArrayInputStream(packed), out);
    } catch (Full full) {
      if (!honest) {
        problems.add("limit-rtf: the body of Outlook is read up to " + limit + " bytes");
      }
    } catch (IOException | RuntimeException broken) {
      problems.add("rtf-broken: the body of Outlook cannot be unpacked whole");
    }
    byte[] rtf = out.taken.toByteArray();
    return rtf.length == 0 ? null : rtf;
  }
}
