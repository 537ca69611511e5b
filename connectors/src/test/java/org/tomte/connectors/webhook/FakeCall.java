package org.tomte.connectors.webhook;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tomte.api.http.HttpCall;

/** A request without a server. */
@SuppressWarnings("ArrayRecordComponent") // read only, and nobody compares calls
record FakeCall(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    InetAddress peer,
    byte[] content)
    implements HttpCall {

  static FakeCall post(String path, String body) {
    return new FakeCall(
        "POST",
        path,
        "",
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
        InetAddress.ofLiteral("192.0.2.7"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  FakeCall with(String name, String value) {
    Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
    values.add(value);
    more.put(name, values);
    return new FakeCall(method, path, query, more, peer, content);
  }

  FakeCall json() {
    return with("Content-Type", "application/json");
  }

  FakeCall from(String address) {
    return new FakeCall(method, path, query, headers, InetAddress.ofLiteral(address), content);
  }

  FakeCall as(String otherMethod) {
    return new FakeCall(otherMethod, path, query, headers, peer, content);
  }

  FakeCall asking(String otherQuery) {
    return new FakeCall(method, path, otherQuery, headers, peer, content);
  }

  FakeCall holding(byte[] bytes) {
    return new FakeCall(method, path, query, headers, peer, bytes);
  }

  @Override
  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }

  @Override
  public List<String> headerNames() {
    return headers.keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  public long length() {
    return headers.containsKey("Content-Length")
        ? Long.parseLong(headers("Content-Length").getFirst())
        : -1;
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(content);
  }
}
