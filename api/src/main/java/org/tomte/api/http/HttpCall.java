package org.tomte.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A request (RFC 9110). */
public interface HttpCall {

  /** The method in upper case. */
  String method();

  /** The path without the query. */
  String path();

  /** The query as it was sent, without the question mark; empty when there is none. */
  String query();

  /** All values of a header in their order; the name's case does not matter. Empty when absent. */
  List<String> headers(String name);

  /** The first value of a header. */
  default Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** The names of all headers in lower case. */
  List<String> headerNames();

  /** Where the connection comes from: the peer itself, not what a header says. */
  InetAddress peer();

  /** How many bytes the body has by its header; -1 when it does not say. */
  long length();

  /** The body, read at most once and not bounded by the program. */
  InputStream body() throws IOException;
}
