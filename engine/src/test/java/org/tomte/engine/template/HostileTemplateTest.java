package org.tomte.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileTemplateTest {

  private static final TemplateCompiler COMPILER = new TemplateCompiler();

  private static final Map<String, Object> VARIABLES =
      Map.of(
          "l", LongStream.range(0, 100_000).boxed().toList(),
          "t", "x".repeat(900_000),
          "e", "1e999999999",
          "h", "<!--".repeat(250_000));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for i in (1..2000000000) %}{% endfor %}",
        "{% for i in (1..2000000000) %}x{% endfor %}",
        "{% for a in l %}{% for b in l %}{% endfor %}{% endfor %}",
        "{% assign s = 'x' %}{% for i in (1..100) %}{% assign s = s | append: s %}{% endfor %}",
        "{% assign s = 'x' %}{% for i in (1..100) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{%"
            + " endfor %}",
        "{% assign s = l %}{% for i in (1..40) %}{% assign s = s | concat: s %}{% endfor %}",
        "{% assign n = 3 %}{% for i in (1..100) %}{% assign n = n | times: n %}{% endfor %}{{ n }}",
        "{{ t | replace: 'x', t }}",
        "{% assign p = t | split: '' %}{{ p | join: t }}",
        "{% for i in (1..100) %}{{ t }}{% endfor %}",
        "{% for i in (1..40000) %}{{ t | upcase | size }}{% endfor %}",
        "{{ 1.5 | round: 2000000000 }}",
        "{{ e | plus: 1 }}",
        "{% for i in (1..e) %}{% endfor %}",
        "{{ l | map: 'x' }}",
        "{{ 5 | divided_by: 0 }}",
        "{{ 'x' | date: 'yyyy', 'UTC' }}",
        "{{ 5 | date: 'yyyy' }}"
      })
  void a_runaway_template_fails_and_nothing_else(String text) {
    TemplateCompilation compilation = COMPILER.compile(text, Target.HTML);
    assertThat(compilation).isInstanceOf(Template.class);
    Rendering rendering = ((Template) compilation).render(VARIABLES);
    assertThat(rendering).isInstanceOf(Rendering.Failed.class);
    assertThat(((Rendering.Failed) rendering).reason()).isNotBlank().doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ h | strip_html | size }}",
        "{{ e }}",
        "{{ l | size }}",
        "{{ t | truncate: 10 }}",
        "{{ t.class.name }}{{ t.getClass }}",
        "{{ l.class }}{{ l.stream }}"
      })
  void hostile_values_are_no_harm(String text) {
    Rendering rendering = ((Template) COMPILER.compile(text, Target.HTML)).render(VARIABLES);
    assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
    assertThat(((Rendering.Rendered) rendering).text().length()).isLessThan(100);
  }

  @Test
  void files_cannot_be_read() {
    for (String text :
        List.of(
            "{% include '/etc/passwd' %}", "{% include \"../../etc/passwd\" %}",
            "{% assign f = '/etc/passwd' %}{% include f %}",
                "{% include_relative /etc/passwd %}")) {
      assertThat(COMPILER.compile(text, Target.TEXT))
          .as(text)
          .isInstanceOf(TemplateCompilation.Rejected.class);
    }
  }

  @Test
  void templates_that_are_too_large_or_deep_are_refused() {
    for (String text :
        List.of(
            "x".repeat(TemplateLimits.TEXT + 1),
            "{% if a %}".repeat(60) + "{% endif %}".repeat(60),
            "{% if a %}".repeat(9_000) + "{% endif %}".repeat(9_000))) {
      assertThat(COMPILER.compile(text, Target.TEXT))
          .isInstanceOf(TemplateCompilation.Rejected.class);
    }
  }

  @Test
  void a_report_of_many_rows_renders() {
    List<Map<String, Object>> rows =
        LongStream.range(0, 5_000)
            .mapToObj(i -> Map.<String, Object>of("id", i, "t", "<" + i))
            .toList();
    Template template =
        (Template)
            COMPILER.compile(
                "{% for r in rows %}<tr><td>{{ r.id }}</td><td>{{ r.t }}</td></tr>{% endfor %}",
                Target.HTML);
    Rendering rendering = template.render(Map.of("rows", rows));
    assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
    assertThat(((Rendering.Rendered) rendering).text())
        .endsWith("<tr><td>4999</td><td>&lt;4999</td></tr>");
  }
}
