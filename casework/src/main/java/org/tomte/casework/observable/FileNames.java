package org.tomte.casework.observable;

import java.util.Locale;
import java.util.Set;

/** Which endings make a word a file name, and which of them are also top-level domains. */
public final class FileNames {

  private static final Set<String> EXTENSIONS =
      Set.of(
          "7z", "apk", "bat", "bin", "chm", "cmd", "csv", "dll", "dmg", "doc", "docm", "docx",
          "eml", "exe", "gz", "hta", "htm", "html", "img", "iso", "jar", "js", "jse", "lnk", "msg",
          "msi", "one", "pdf", "ppt", "pptm", "pptx", "ps1", "rar", "rtf", "scr", "svg", "sys",
          "tar", "txt", "vbe", "vbs", "vhd", "vhdx", "wsf", "xls", "xlsb", "xlsm", "xlsx", "xml");

  // A bare invoice.zip is meant as a file far more often than as a domain under .zip.
  private static final Set<String> AMBIGUOUS =
      Set.of("zip", "sh", "py", "pl", "md", "mov", "rs", "ps", "so", "java", "app", "cab");

  private FileNames() {}

  /** Whether a name ends as files do, also where domains may end so too. */
  public static boolean isFile(String name) {
    return EXTENSIONS.contains(extension(name)) || isAmbiguous(name);
  }

  static boolean isAmbiguous(String name) {
    return AMBIGUOUS.contains(extension(name));
  }

  static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
