package org.tomte.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Terminal;

/** Where input of a command comes from. */
@FunctionalInterface
public interface Typed {

  /** More than this is no secret and no event that a person types. */
  int MOST = 1 << 20;

  /** Asks; the text without its last line break. */
  String ask(InputCommand.Prompt prompt);

  /** A text that was read before. */
  static Typed given(@Nullable String text) {
    return prompt -> {
      if (text == null) {
        throw new CommandFault(ExitCode.USAGE, "Nothing was given for: " + prompt.words());
      }
      return text;
    };
  }

  /** The terminal of this process, or its standard input when it has no terminal. */
  static Typed terminal(InputStream stdin) {
    return prompt -> {
      if (!prompt.secret() || !Terminal.isThere()) {
        return all(stdin);
      }
      String typed = Terminal.askHidden(prompt.words());
      if (typed == null) {
        throw new CommandFault(ExitCode.USAGE, "Nothing was typed.");
      }
      return typed;
    };
  }

  private static String all(InputStream stdin) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stdin, StandardCharsets.UTF_8))) {
      char[] room = new char[MOST + 1];
      int length = 0;
      int count = reader.read(room, 0, room.length);
      while (count > 0) {
        length += count;
        count = reader.read(room, length, room.length - length);
      }
      if (length > MOST) {
        throw new CommandFault(
            ExitCode.USAGE, "Standard input has more than %,d characters.".formatted(MOST));
      }
      String text = new String(room, 0, length);
      return text.endsWith("\n") ? text.substring(0, length - 1) : text;
    } catch (IOException unreadable) {
      throw new CommandFault(
          ExitCode.USAGE, "Standard input cannot be read: " + unreadable.getMessage());
    }
  }
}
