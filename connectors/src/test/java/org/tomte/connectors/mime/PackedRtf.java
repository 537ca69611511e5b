package org.tomte.connectors.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** RTF as Outlook stores it, written by the format's description ([MS-OXRTFCP] 2.1.3). */
final class PackedRtf {
  /** HTML in RTF, with all that Outlook puts around it. */
  static final String PHISH =
      """
      {\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\fbidis \\deff0{\\fonttbl
      {\\f0\\fswiss\\fcharset0 Arial;}
      {\\f1\\fswiss\\fcharset204 Arial Cyr;}
      {\\f2\\fmodern\\fcharset128 MS Gothic;}}
      {\\colortbl\\red0\\green0\\blue0;\\red0\\green0\\blue255;}
      {\\*\\generator Tests;}
      \\uc1\\pard\\plain\\deftab360 \\f0\\fs24
      {\\*\\htmltag18 <html>}{\\*\\htmltag34 <head>}{\\*\\htmltag1 \\par
      <title></title>}{\\*\\htmltag41 </head>}{\\*\\htmltag50 <body>}\\htmlrtf \\lang1033 \\htmlrtf0
      {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Sch\\'f6n \\u8364 ?5 \\f1 \\'cf\\f2 \\'93\\'fa\\f0  \\{a\\}
      {\\*\\htmltag84 <a href="http://evil.example/\\'7bx\\'7d">}\\htmlrtf {\\field{\\*\\fldinst{HYPERLINK "http://evil.example/"}}{\\fldrslt\\cf1\\ul \\htmlrtf0 www.example.com\\htmlrtf }}\\htmlrtf0 {\\*\\htmltag92 </a>}\\htmlrtf\\par}\\htmlrtf0
      {\\*\\mhtmltag84 <a href="http://hidden.example/">}
      {\\*\\htmltag72 </p>}\\line\\tab end{\\*\\htmltag58 </body>}{\\*\\htmltag27 </html>}}
      """;

  private PackedRtf() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Not compressed, only with the header of the format. */
  static byte[] plain(byte[] rtf) {
    return packed("MELA", rtf.length, rtf);
  }

  /** Compressed in the simplest way: letters alone. */
  static byte[] letters(byte[] rtf) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < rtf.length; i++) {
      if (i % 8 == 0) {
        out.write(0);
      }
      out.write(rtf[i]);
    }
    return packed("LZFu", rtf.length, out.toByteArray());
  }

  static byte[] packed(String kind, int size, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, content.length + 12);
    number(out, size);
    out.writeBytes(ascii(kind));
    number(out, 0);
    out.writeBytes(content);
    return out.toByteArray();
  }

  static void number(ByteArrayOutputStream out, int value) {
    for (int i = 0; i < 4; i++) {
      out.write(value >> (8 * i));
    }
  }
}
