package org.tomte.connectors.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that says what a test tells it to say, and notes what it hears. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private volatile @Nullable SSLContext upgrade;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  ScriptedServer() {
    this(ServerSocketFactory.getDefault());
  }

  /** One that speaks TLS from the beginning. */
  ScriptedServer(SSLContext context) {
    this(context.getServerSocketFactory());
  }

  private ScriptedServer(ServerSocketFactory sockets) {
    try {
      socket = sockets.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers.put("EHLO", "250-scripted\r\n250 AUTH PLAIN LOGIN XOAUTH2");
    answers.put("AUTH", "235 welcome");
    answers.put("DATA", "354 go on");
    answers.put(".", "250 taken");
    answers.put("QUIT", "221 bye");
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers what begins with these words; an empty answer ends the connection. */
  ScriptedServer says(String beginning, String answer) {
    answers.put(beginning, answer);
    return this;
  }

  /** Offers STARTTLS. */
  ScriptedServer upgradesWith(SSLContext context) {
    upgrade = context;
    answers.put("EHLO", "250-scripted\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN XOAUTH2");
    answers.put("STARTTLS", "220 go on");
    return this;
  }

  int port() {
    return socket.getLocalPort();
  }

  List<String> heard() {
    return heard;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> talk(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket client) {
    try (client) {
      say(client, "220 scripted");
      if (listen(client)) {
        secured(client);
      }
    } catch (IOException ended) {
      heard.add("ended");
    }
  }

  private void secured(Socket client) throws IOException {
    SSLContext context = Objects.requireNonNull(upgrade);
    try (SSLSocket secured =
        (SSLSocket)
            context.getSocketFactory().createSocket(client, "127.0.0.1", client.getPort(), true)) {
      secured.setUseClientMode(false);
      listen(secured);
    }
  }

  /** Whether the client asked for TLS. */
  private boolean listen(Socket client) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    boolean data = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      heard.add(line);
      if (data && !line.equals(".")) {
        continue;
      }
      String answer = answer(line);
      if (answer.isEmpty()) {
        return false;
      }
      say(client, answer);
      if (line.equals("STARTTLS") && upgrade != null) {
        return true;
      }
      data = line.startsWith("DATA") && answer.startsWith("354");
    }
    return false;
  }

  private String answer(String line) {
    String best = "";
    for (String beginning : answers.keySet()) {
      if (line.startsWith(beginning) && beginning.length() > best.length()) {
        best = beginning;
      }
    }
    return best.isEmpty() ? "250 ok" : String.valueOf(answers.get(best));
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
