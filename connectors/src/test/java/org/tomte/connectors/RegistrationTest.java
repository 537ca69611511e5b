package org.tomte.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.tomte.api.Connector;

class RegistrationTest {

  @Test
  void connectorsAreFoundAndHaveAnExampleEach() throws Exception {
    List<Connector<?>> found = new ArrayList<>();
    for (Connector<?> connector : ServiceLoader.load(Connector.class)) {
      found.add(connector);
    }
    assertThat(found).extracting(Connector::name).contains("file", "clock").doesNotHaveDuplicates();
    for (Connector<?> connector : found) {
      try (InputStream example = connector.getClass().getResourceAsStream("example.yaml")) {
        assertThat(example).as(connector.name()).isNotNull();
        String yaml = new String(example.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(yaml).startsWith("tomte: 1\n").contains("type: " + connector.name());
      }
    }
  }
}
