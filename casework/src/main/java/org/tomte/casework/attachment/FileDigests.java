package org.tomte.casework.attachment;

import java.util.List;

/**
 * What a file is known by elsewhere, each in lower-case hex.
 *
 * @param md5 32 digits; for look-ups only
 * @param sha1 40 digits; for look-ups only
 * @param sha256 64 digits
 */
public record FileDigests(String md5, String sha1, String sha256) {

  /** All of them, the strongest first. */
  public List<String> all() {
    return List.of(sha256, sha1, md5);
  }
}
