package org.tomte.connectors.egress;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A web service on this machine that notes what it was asked. */
public final class LoopbackServer implements AutoCloseable {

  /** What was asked. */
  public record Request(
      String method, String path, Map<String, List<String>> headers, String body) {
    /** The first value of a header. */
    public String header(String name) {
      for (Map.Entry<String, List<String>> each : headers.entrySet()) {
        if (each.getKey().equalsIgnoreCase(name)) {
          return each.getValue().getFirst();
        }
      }
      return "";
    }
  }

  /** How it answers. */
  @FunctionalInterface
  public interface Answering {
    /** Answers. */
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Answering answering = exchange -> answer(exchange, 200, "");

  /** A server that answers 200. */
  public LoopbackServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            String.valueOf(exchange.getRequestURI()),
            Map.copyOf(exchange.getRequestHeaders()),
            body));
    try (exchange) {
      answering.answer(exchange);
    }
  }

  /** Answers with a status and a body. */
  public static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Answers in this way from now on. */
  public void answers(Answering other) {
    answering = other;
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Its port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** What it was asked. */
  public List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
