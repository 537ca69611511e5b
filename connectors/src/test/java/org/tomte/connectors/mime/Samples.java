package org.tomte.connectors.mime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The public sample mails among the test resources; NOTICE.md there says where they are from. */
final class Samples {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Samples() {}

  static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(Samples.class.getResource("/mail/" + name)).toURI());
    } catch (URISyntaxException fault) {
      throw new IllegalStateException(fault);
    }
  }

  static List<Path> files(String name) {
    try (Stream<Path> found = Files.walk(folder(name))) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  static List<Path> files(String name, String suffix) {
    return files(name).stream().filter(path -> path.toString().endsWith(suffix)).toList();
  }

  static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  static @Nullable Object json(Path path) throws JacksonException {
    return JSON.readValue(bytes(path), Object.class);
  }

  static ParsedMail parse(byte[] mail) {
    try {
      return new MailParser(MailLimits.DEFAULT).parse(Content.of(mail));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<@Nullable Object> list(@Nullable Object value) {
    return value == null ? List.of() : (List<@Nullable Object>) value;
  }
}
