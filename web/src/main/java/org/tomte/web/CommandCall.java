package org.tomte.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One attached call. The answer is JSON lines, flushed as they come, so that progress is seen:
 * {@code {"out": text}}, {@code {"err": text}} and last {@code {"exit": code}}.
 */
final class CommandCall {
  private static final Logger log = LoggerFactory.getLogger(CommandCall.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CommandRunner commands;

  CommandCall(CommandRunner commands) {
    this.commands = commands;
  }

  void answer(Context context) throws IOException {
    CommandRunner.Call call;
    try {
      call = JSON.readValue(context.bodyAsBytes(), Request.class).call();
    } catch (JacksonException | IllegalArgumentException unreadable) {
      context
          .status(HttpStatus.BAD_REQUEST)
          .result("Expected {\"arguments\": [text], \"folder\": text, \"person\": bool}.\n");
      return;
    }
    context.contentType("application/x-ndjson; charset=utf-8");
    OutputStream stream = context.res().getOutputStream();
    Lines lines = new Lines(stream);
    try {
      int exit =
          commands.run(
              call,
              new PrintWriter(lines.part("out"), true),
              new PrintWriter(lines.part("err"), true));
      lines.write(Map.of("exit", exit));
    } catch (CallerGone gone) {
      log.debug("An attached call went away before its command ended", gone);
    }
  }

  /** What an attached call sends; see {@link CommandRunner.Call}. */
  record Request(
      @Nullable List<String> arguments,
      @Nullable String folder,
      @Nullable String input,
      @Nullable Integer width,
      boolean person) {

    CommandRunner.Call call() {
      if (arguments == null || folder == null) {
        throw new IllegalArgumentException("arguments and folder are needed");
      }
      return new CommandRunner.Call(
          arguments, Path.of(folder), input, width == null ? 120 : width, person);
    }
  }

  /** Nobody listens any more, so the command may end. */
  private static final class CallerGone extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    CallerGone(IOException cause) {
      super("the attached call went away", cause);
    }
  }

  /** Writes whole JSON lines from several writers. */
  private static final class Lines {
    private final OutputStream stream;

    Lines(OutputStream stream) {
      this.stream = stream;
    }

    synchronized void write(Map<String, ?> line) {
      try {
        stream.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        stream.flush();
      } catch (IOException gone) {
        throw new CallerGone(gone);
      }
    }

    Writer part(String name) {
      return new Writer() {
        private final StringBuilder pending = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int length) {
          synchronized (pending) {
            pending.append(characters, offset, length);
          }
        }

        @Override
        public void flush() {
          String text;
          synchronized (pending) {
            text = pending.toString();
            pending.setLength(0);
          }
          if (!text.isEmpty()) {
            Lines.this.write(Map.of(name, text));
          }
        }

        @Override
        public void close() {
          flush();
        }
      };
    }
  }
}
