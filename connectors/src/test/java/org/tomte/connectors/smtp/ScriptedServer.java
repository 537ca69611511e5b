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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that says what a test tells it to say, and notes what it hears. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  ScriptedServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
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
    try (client;
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
      say(client, "220 scripted");
      boolean data = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard.add(line);
        if (data && !line.equals(".")) {
          continue;
        }
        String answer = answer(line);
        if (answer.isEmpty()) {
          return;
        }
        say(client, answer);
        data = line.startsWith("DATA") && answer.startsWith("354");
      }
    } catch (IOException ended) {
      heard.add("ended");
    }
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
