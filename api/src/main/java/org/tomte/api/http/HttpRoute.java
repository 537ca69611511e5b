package org.tomte.api.http;

import java.util.Set;

/**
 * Which requests a handler gets.
 *
 * @param path begins with {@code /hooks/}; matched as a whole, without patterns
 * @param methods in upper case, for example {@code POST}; others are answered by 405
 */
public record HttpRoute(String path, Set<String> methods) {

  /** Checks the path. */
  public HttpRoute {
    methods = Set.copyOf(methods);
    if (!path.matches("/hooks/[A-Za-z0-9._~/-]+") || path.contains("//") || path.contains("..")) {
      throw new IllegalArgumentException(
          "the path %s cannot be served; valid is for example /hooks/siem".formatted(path));
    }
  }
}
