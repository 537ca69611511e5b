package org.tomte.app.attach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.RunFile;
import org.tomte.store.postgres.RunningInstance;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running instance that command lines are handed to, on this machine, with the token that only
 * its own user can read.
 */
public final class AttachedServer {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final long process;
  private final URI address;
  private final String token;

  private AttachedServer(long process, URI address, String token) {
    this.process = process;
    this.address = address;
    this.token = token;
  }

  /**
   * Finds the instance that runs in a home; empty when none does, or when it has no HTTP port.
   *
   * @param home the folder; it need not exist
   */
  public static Optional<AttachedServer> find(Path home) {
    InstanceHome folder = new InstanceHome(home.toAbsolutePath().normalize());
    return new RunFile(folder).read().flatMap(AttachedServer::of);
  }

  private static Optional<AttachedServer> of(RunningInstance instance) {
    String http = instance.http();
    String token = instance.token();
    return http == null || token == null
        ? Optional.empty()
        : Optional.of(new AttachedServer(instance.process().pid(), URI.create(http), token));
  }

  /**
   * Has the command run there; what it writes appears on the console as it comes.
   *
   * @param input what the command reads; null when it reads nothing
   * @return the command's exit code
   * @throws CommandFault when the server cannot be reached or ends before the command does
   * @throws InterruptedException when the person interrupts
   */
  public int call(List<String> arguments, @Nullable String input, Console console)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/internal/command"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body(arguments, input, console)))
            .build();
    // A proxy from the environment must never see the token.
    try (HttpClient client =
        HttpClient.newBuilder()
            .proxy(ProxySelector.of(null))
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build()) {
      return answer(client.send(request, HttpResponse.BodyHandlers.ofInputStream()), console);
    } catch (ConnectException unreachable) {
      throw new CommandFault(
          ExitCode.NO_INSTANCE,
          "Process %d holds this home but does not answer at %s. If it hangs, stop it; then"
                  .formatted(process, address)
              + " try again.");
    } catch (IOException broken) {
      throw cutOff(broken.getMessage());
    }
  }

  private static String body(List<String> arguments, @Nullable String input, Console console) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("arguments", arguments);
    body.put("folder", console.folder().toString());
    if (input != null) {
      body.put("input", input);
    }
    body.put("width", console.screen().width());
    body.put("person", console.screen().person());
    return JSON.writeValueAsString(body);
  }

  private int answer(HttpResponse<InputStream> response, Console console) throws IOException {
    try (InputStream stream = response.body();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      if (response.statusCode() != 200) {
        String words = String.valueOf(lines.readLine());
        throw new CommandFault(
            ExitCode.NO_INSTANCE,
            "The server (process %d) refused the call with %d: %s"
                .formatted(process, response.statusCode(), words));
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Integer exit = show(line, console);
        if (exit != null) {
          return exit;
        }
      }
    }
    throw cutOff(null);
  }

  private @Nullable Integer show(String line, Console console) {
    JsonNode part;
    try {
      part = JSON.readTree(line);
    } catch (JacksonException unreadable) {
      throw cutOff("it sent something else than JSON lines");
    }
    print(part.get("out"), console.out());
    print(part.get("err"), console.err());
    JsonNode exit = part.get("exit");
    return exit == null ? null : exit.asInt();
  }

  private static void print(@Nullable JsonNode text, PrintWriter writer) {
    if (text != null) {
      writer.print(text.asString());
      writer.flush();
    }
  }

  private CommandFault cutOff(@Nullable String why) {
    return new CommandFault(
        ExitCode.DIFFERS,
        "The server (process %d) ended before the command did%s. What it had done stands; look with"
                .formatted(process, why == null ? "" : " (" + why + ")")
            + " a listing command before you repeat it.");
  }
}
