package org.tomte.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.api.FieldType;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.expression.ExpressionFault;

class TemplateTest {

  private static final TemplateCompiler COMPILER = new TemplateCompiler();

  private static Rendering.Rendered rendered(String text, Target target, Map<String, ?> variables) {
    TemplateCompilation compilation = COMPILER.compile(text, target);
    assertThat(compilation).as(text).isInstanceOf(Template.class);
    Rendering rendering = ((Template) compilation).render(variables);
    assertThat(rendering).as(text).isInstanceOf(Rendering.Rendered.class);
    return (Rendering.Rendered) rendering;
  }

  private static String text(String text, Target target, Map<String, ?> variables) {
    return rendered(text, target, variables).text();
  }

  private static List<ExpressionFault> faults(String text) {
    TemplateCompilation compilation = COMPILER.compile(text, Target.TEXT);
    assertThat(compilation).as(text).isInstanceOf(TemplateCompilation.Rejected.class);
    return ((TemplateCompilation.Rejected) compilation).faults();
  }

  private static final Map<String, Object> EVENT =
      Map.of(
          "event",
          Map.of(
              "subject",
              "Invoice",
              "n",
              7L,
              "score",
              2.5,
              "whole",
              3.0,
              "big",
              9007199254740993L,
              "tags",
              List.of("a", "b"),
              "rows",
              List.of(Map.of("k", "x"), Map.of("k", "y")),
              "url",
              "http://evil.com/a"),
          "now",
          Instant.parse("2026-11-25T03:17:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{{ event.subject }} {{ event.n }};Invoice 7",
        "{{ event.score }} {{ event.whole }} {{ event.big }};2.5 3 9007199254740993",
        "{{ now }};2026-11-25T03:17:00Z",
        "{{ now | date: 'dd.MM.yyyy HH:mm', 'Europe/Berlin' }};25.11.2026 04:17",
        "{{ event.url | defang }};hxxp://evil[.]com/a",
        "{{ event.tags | json }};[\"a\",\"b\"]",
        "{{ event.tags | join: ', ' }};a, b",
        "{{ event.tags }};[\"a\",\"b\"]",
        "{{ event.tags[0] }}{{ event.tags.first }}{{ event['subject'] }};aaInvoice",
        "{% for r in event.rows %}{{ forloop.index }}{{ r.k }} {% endfor %}.;1x 2y .",
        "{% if event.n > 5 %}high{% else %}low{% endif %};high",
        "{% for i in (1..3) %}{{ i }}{% endfor %};123",
        "{% assign x = event.subject | upcase %}{{ x }};INVOICE",
        "{% capture c %}<{{ event.subject }}>{% endcapture %}{{ c }}{{ c | downcase"
            + " }};<Invoice><invoice>",
        "{{ event.none | default: 'nothing' }};nothing",
        "{{ event.subject | truncate: 5 }};In...",
        "{{ event.subject | replace: 'I', 'i' | append: '!' }};invoice!",
        "{% case event.n %}{% when 7 %}seven{% else %}other{% endcase %};seven",
        "{% raw %}{{ x }}{% endraw %};{{ x }}",
        "{{ '<b>a</b> b' | strip_html }};a b",
        "{% unless event.none %}none{% endunless %};none",
        "{% for t in event.tags %}{% if t == 'b' %}{% break %}{% endif %}{{ t }}{% endfor %};a"
      })
  void liquid_renders_as_usual(String template, String expected) {
    assertThat(text(template, Target.TEXT, EVENT)).isEqualTo(expected);
  }

  private static final String EVIL = "<b a='1' \"x\">&\r\nBcc: a@b\u0000\u001b[31m\\";

  @Test
  void every_output_is_escaped_for_its_target() {
    Map<String, Object> event = Map.of("x", EVIL, "l", List.of(EVIL));
    String template = "{{ x }}";
    assertThat(text(template, Target.HTML, event))
        .startsWith("&lt;b a=&#39;1&#39; &quot;x&quot;&gt;&amp;")
        .doesNotContain("<", "\u0000", "\u001b");
    assertThat(text("{\"a\": \"{{ x }}\"}", Target.JSON, event))
        .startsWith("{\"a\": \"<b a='1' \\\"x\\\">&\\r\\nBcc: a@b\\u0000\\u001b[31m\\\\\"}");
    assertThat(text(template, Target.HEADER, event))
        .doesNotContain("\r", "\n", "\u0000")
        .contains("Bcc: a@b");
    assertThat(text(template, Target.TEXT, event))
        .contains("<b")
        .doesNotContain("\u001b", "\u0000");
  }

  @Test
  void no_way_around_the_escaping() {
    Map<String, Object> event =
        Map.of("x", "<i>", "l", List.of("<i>"), "o", Map.of("<k>", "<v>"), "a", "<", "b", "i>");
    for (String template :
        List.of(
            "{{ l }}",
            "{{ o }}",
            "{{ l | join: ',' }}",
            "{{ x | json }}",
            "{{ a | append: b }}",
            "{% assign y = x %}{{ y }}",
            "{% capture c %}{{ x }}{% endcapture %}{{ c }}",
            "{% capture c %}{{ x }}{% endcapture %}{{ c | upcase }}",
            "{% for i in l %}{{ i }}{% endfor %}",
            "{% for p in o %}{{ p }}{{ p[0] }}{{ p[1] }}{% endfor %}",
            "{{ x | url_encode | url_decode }}",
            "{{ '%3Ci%3E' | url_decode }}",
            "{{ l | first }}{{ l | sort }}",
            "{{ x | default: x }}",
            "{% if true %}{{ x }}{% endif %}")) {
      assertThat(text(template, Target.HTML, event)).as(template).doesNotContain("<", ">");
    }
    assertThat(text("<p>{{ x }}</p>", Target.HTML, event)).isEqualTo("<p>&lt;i&gt;</p>");
    assertThat(text("{% capture c %}<p>{{ x }}</p>{% endcapture %}{{ c }}", Target.HTML, event))
        .isEqualTo("<p>&lt;i&gt;</p>");
  }

  @Test
  void json_values_fit_into_json() {
    Map<String, Object> held = new HashMap<>();
    held.put("a", null);
    held.put("b", Arrays.asList(1L, "\"", true, 2.5));
    assertThat(text("{\"v\": {{ x | json }}}", Target.JSON, Map.of("x", held)))
        .isIn(
            "{\"v\": {\"a\":null,\"b\":[1,\"\\\"\",true,2.5]}}",
            "{\"v\": {\"b\":[1,\"\\\"\",true,2.5],\"a\":null}}");
  }

  @Test
  void a_header_is_one_line_also_where_the_template_has_several() {
    assertThat(text("Alert:\n {{ x }}\n", Target.HEADER, Map.of("x", "a\nb")))
        .isEqualTo("Alert:  a b");
  }

  @Test
  void what_renders_empty_because_it_is_not_there_is_reported() {
    Rendering.Rendered rendered =
        rendered(
            "{{ event.a }} {{ nothing.at.all }} {{ event.b | upcase }} {{ event.c | default: 'd' }}"
                + " {{ event.a }} {% if event.e %}x{% endif %}",
            Target.TEXT, Map.of("event", Map.of()));
    assertThat(rendered.absent()).containsExactly("event.a", "nothing.at.all", "event.b");
    assertThat(rendered(" {{ event.n }}", Target.TEXT, EVENT).absent()).isEmpty();
  }

  @Test
  void faults_have_their_place_and_the_right_word() {
    assertThat(faults("one\n{{ event.a | upcse }}"))
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.line()).isEqualTo(2);
          assertThat(fault.column()).isEqualTo(14);
          assertThat(fault.suggestion()).isEqualTo("upcase");
        });
    assertThat(faults("{{ a | x1 }}\n{{ b | x2 }}")).hasSize(2);
    assertThat(faults("a\nb {% if x %} c").getFirst().line()).isEqualTo(2);
    for (String template :
        List.of(
            "{{ a",
            "{% for %}{% endfor %}",
            "{% endif %}",
            "{{ a | }}",
            "{% nothing %}",
            "{% include '/etc/passwd' %}",
            "{% include_relative 'x' %}",
            "{% cycle 'a', 'b' %}",
            "{% tablerow i in a %}{% endtablerow %}",
            "{% ifchanged %}{% endifchanged %}",
            "{% increment a %}",
            "{{ a | raw }}",
            "{{ a | escape_once }}")) {
      assertThat(faults(template))
          .as(template)
          .isNotEmpty()
          .allSatisfy(fault -> {
            assertThat(fault.line()).isPositive();
            assertThat(fault.column()).isPositive();
            assertThat(fault.message()).isNotBlank().doesNotContain("Exception", "\n");
          });
    }
  }

  @Test
  void undeclared_variables_and_fields_are_faults_where_variables_are_declared() {
    Declarations declared =
        Declarations.none()
            .with(
                "event",
                FieldType.closed().with("subject", FieldType.TEXT).with("open", FieldType.open()))
            .with("incident", FieldType.ANY);
    String wrong = "{{ evnt.subject }}\n{{ event.subjct | upcase }} {% if x == 1 %}{% endif %}";
    TemplateCompilation rejected = COMPILER.compile(wrong, Target.TEXT, declared);
    assertThat(rejected).isInstanceOf(TemplateCompilation.Rejected.class);
    assertThat(((TemplateCompilation.Rejected) rejected).faults())
        .extracting(ExpressionFault::suggestion)
        .containsExactly("event", "subject", null);
    String right =
        "{% assign a = event.subject.size %}{% capture b %}{{ a }}{% endcapture %}{{ b }}"
            + "{% for r in incident.rows %}{{ r.x }}{{ forloop.index }}{% endfor %}"
            + "{{ event.open.anything }}{{ event['subject'] }}";
    assertThat(COMPILER.compile(right, Target.TEXT, declared)).isInstanceOf(Template.class);
  }

  @Test
  void one_template_serves_many_threads() {
    TemplateCompilation compilation =
        COMPILER.compile("{% for x in l %}{{ x }}{{ m[k] }}{% endfor %}{{ gone }}", Target.TEXT);
    Template template = (Template) compilation;
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    IntStream.range(0, 5_000)
        .parallel()
        .forEach(i -> {
          Rendering rendering =
              template.render(
                  Map.of("l", List.of(i, i), "k", "k" + i, "m", Map.of("k" + i, "v" + i)));
          String one = i + "v" + i;
          if (!rendering.equals(new Rendering.Rendered(one + one, List.of("gone")))) {
            wrong.add(rendering.toString());
          }
        });
    assertThat(wrong).isEmpty();
  }
}
