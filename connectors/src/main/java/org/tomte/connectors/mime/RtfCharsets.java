package org.tomte.connectors.mime;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The character sets that RTF names by numbers: code pages, and those of fonts. */
final class RtfCharsets {
  private static final int UTF_8 = 65_001;

  private RtfCharsets() {}

  /** The character set of a code page of Windows; null when it is not known. */
  static @Nullable Charset codePage(int number) {
    String usual =
        switch (number) {
          case UTF_8 -> "utf-8";
          case 932 -> "windows-31j";
          case 936 -> "gbk";
          case 949 -> "x-windows-949";
          case 950 -> "x-windows-950";
          case 1361 -> "x-johab";
          case 10_000 -> "x-macroman";
          case 20_127 -> "us-ascii";
          case 28_591 -> "iso-8859-1";
          default -> "windows-" + number;
        };
    for (String name : List.of(usual, "x-" + usual, "ibm" + number, "cp" + number)) {
      Charset charset = Charsets.named(name);
      if (charset != null) {
        return charset;
      }
    }
    return null;
  }

  /** The character set of a font by its {@code \fcharset}; null for that of the document. */
  static @Nullable Charset font(int number) {
    return switch (number) {
      case 0 -> codePage(1_252);
      case 77 -> codePage(10_000);
      case 128 -> codePage(932);
      case 129 -> codePage(949);
      case 130 -> codePage(1_361);
      case 134 -> codePage(936);
      case 136 -> codePage(950);
      case 161 -> codePage(1_253);
      case 162 -> codePage(1_254);
      case 163 -> codePage(1_258);
      case 177 -> codePage(1_255);
      case 178, 179, 180 -> codePage(1_256);
      case 186 -> codePage(1_257);
      case 204 -> codePage(1_251);
      case 222 -> codePage(874);
      case 238 -> codePage(1_250);
      case 254 -> codePage(437);
      case 255 -> codePage(850);
      default -> null;
    };
  }
}
