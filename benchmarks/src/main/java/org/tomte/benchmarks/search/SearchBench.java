package org.tomte.benchmarks.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.benchmarks.Figure;
import org.tomte.benchmarks.Scratch;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Role;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.PlainWords;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.Sort;
import org.tomte.engine.search.CelConditions;
import org.tomte.store.casework.JdbiCaseworkReader;
import org.tomte.store.casework.SearchPlans;

/**
 * Lists, filters, words and details over many incidents, through the reader that commands use, as a
 * person who may not see what is restricted; beside the same question hand-written in SQL on one
 * connection. The limit is 50 ms at the 99th percentile.
 */
public final class SearchBench {
  private static final Pattern NODE =
      Pattern.compile("(\\w[\\w ]*Scan[\\w ]*(?: using \\w+)?)(?: on \\w+)?");
  private static final int PAGE = 50;

  private final int incidents;
  private final int questions;
  private final SearchFields fields =
      SearchFields.of(
          ObjectKind.INCIDENT,
          FieldCatalogue.with(
              List.of(
                  CustomField.of("asset", "text", List.of(), "An asset."),
                  CustomField.of("score", "number", List.of(), "A number."))));

  /**
   * A benchmark.
   *
   * @param incidents how many there are
   * @param questions how many of each kind are asked
   */
  public SearchBench(int incidents, int questions) {
    this.incidents = incidents;
    this.questions = questions;
  }

  /** A kind of question: ours, and by hand. */
  private record Question(String name, IntFunction<SearchRequest> ours, IntFunction<String> sql) {}

  /** Prints two lines for each kind of question, and how the database answers it. */
  public void run() throws SQLException {
    try (Scratch scratch = Scratch.open();
        Instance instance =
            Instance.open(
                new InstanceSettings(scratch.path(), null, Map.of(), InstantSource.system()))) {
      DataSource database = instance.database().dataSource();
      long begun = System.nanoTime();
      ManyIncidents.fill(database, incidents);
      System.err.printf("%,d incidents in %.0f s%n", incidents, (System.nanoTime() - begun) / 1e9);
      Jdbi jdbi = Jdbi.create(database);
      CaseworkReader reader =
          new JdbiCaseworkReader(jdbi).as(Access.person("analyst-7", Role.ANALYST));
      try (Connection connection = database.getConnection()) {
        detail(reader, connection);
        for (Question question : all()) {
          measure(question, reader, connection);
          System.err.println(question.name() + ": " + nodes(jdbi, question));
        }
      }
    }
  }

  private SearchRequest request(String condition, String sort) {
    Condition read = new CelConditions().condition(condition, fields);
    return SearchRequest.first(fields, read, PAGE, InstantSource.system().instant())
        .by(Sort.read(sort, fields));
  }

  private static String sql(String where, String order) {
    return "SELECT * FROM incident WHERE deleted IS NULL AND restricted IS NOT TRUE AND "
        + where
        + " ORDER BY "
        + order
        + " LIMIT 51";
  }

  private List<Question> all() {
    List<Question> all = new ArrayList<>();
    all.add(
        new Question(
            "search.words",
            n ->
                request("true", "number:desc")
                    .holding(PlainWords.of("berlin sensor case " + n % 400)),
            n ->
                sql(
                    "words_of(label, title, reference, tags, description) @@ to_tsquery('simple',"
                        + " 'berlin:* & sensor:* & case:* & "
                        + n % 400
                        + ":*')",
                    "number DESC")));
    all.add(
        new Question(
            "search.part-of-word",
            n ->
                request("true", "number:desc")
                    .holding(PlainWords.of("ost-" + (10_000 + n * 7 % 40_000))),
            n ->
                sql(
                    "(label || E'\\n' || coalesce(title, '') || E'\\n' || coalesce(reference, ''))"
                        + " ILIKE '%ost-"
                        + (10_000 + n * 7 % 40_000)
                        + "%'",
                    "number DESC")));
    all.addAll(filters());
    return all;
  }

  private List<Question> filters() {
    return List.of(
        new Question(
            "search.list", _ -> request("true", "number:desc"), _ -> sql("true", "number DESC")),
        new Question(
            "search.open-by-severity",
            _ -> request("!has(closed)", "severity"),
            _ -> sql("closed IS NULL AND severity = 'critical'", "number")),
        new Question(
            "search.open-of-owner-by-change",
            n -> request("!has(closed) && owner == 'analyst-" + n % 200 + "'", "changed:desc"),
            n ->
                sql(
                    "closed IS NULL AND left(owner, 100) = 'analyst-" + n % 200 + "'",
                    "changed DESC, number DESC")),
        new Question(
            "search.open-and-idle",
            n -> request("!has(closed) && idle > duration('" + (100 + n % 200) + "d')", "changed"),
            n ->
                sql(
                    "closed IS NULL AND changed < now() - interval '" + (100 + n % 200) + " days'",
                    "changed, number")),
        new Question(
            "search.tag",
            n ->
                request(
                    "'t" + n % 500 + "' in tags && severity in ['high', 'critical']",
                    "opened:desc"),
            n ->
                sql(
                    "tags @> ARRAY['t" + n % 500 + "'] AND severity IN ('high', 'critical')",
                    "opened DESC, number DESC")),
        new Question(
            "search.custom-field",
            n -> request("custom.asset == 'asset-" + n * 37 % 100_000 + "'", "number:desc"),
            n ->
                sql(
                    "custom @> '{\"custom.asset\": \"asset-" + n * 37 % 100_000 + "\"}'",
                    "number DESC")),
        new Question(
            "search.reference",
            n -> request("reference == 'REF-" + (1 + n % incidents) + "'", "number"),
            n ->
                sql(
                    "reference IS NOT NULL AND left(reference, 100) = 'REF-"
                        + (1 + n % incidents)
                        + "' AND reference = 'REF-"
                        + (1 + n % incidents)
                        + "'",
                    "number")));
  }

  private void measure(Question question, CaseworkReader reader, Connection connection)
      throws SQLException {
    List<Double> ours = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    Random random = new Random(7);
    for (int i = -questions / 10; i < questions; i++) {
      int n = random.nextInt(1_000_000);
      SearchRequest request = question.ours().apply(n);
      long begun = System.nanoTime();
      reader.search(SearchTarget.INCIDENTS, request);
      long between = System.nanoTime();
      ask(connection, question.sql().apply(n));
      long ended = System.nanoTime();
      if (i >= 0) {
        ours.add((between - begun) / 1e6);
        peers.add((ended - between) / 1e6);
      }
    }
    print(question.name(), ours, peers);
  }

  private void detail(CaseworkReader reader, Connection connection) throws SQLException {
    List<Double> ours = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    Random random = new Random(7);
    for (int i = -questions / 10; i < questions; i++) {
      long number = 1L + random.nextInt(incidents);
      ObjectRef incident = ObjectRef.incident(number);
      long begun = System.nanoTime();
      reader.incident(number);
      reader.timeline(incident, 0, PAGE);
      reader.entities(incident);
      reader.children(number);
      long between = System.nanoTime();
      ask(connection, "SELECT * FROM incident WHERE number = " + number);
      ask(
          connection,
          "SELECT * FROM change WHERE object_kind = 1 AND object_id = "
              + number
              + " ORDER BY sequence LIMIT 50");
      long ended = System.nanoTime();
      if (i >= 0) {
        ours.add((between - begun) / 1e6);
        peers.add((ended - between) / 1e6);
      }
    }
    print("search.detail", ours, peers);
  }

  private static void print(String name, List<Double> ours, List<Double> peers) {
    String peer = "hand-written on one connection";
    System.out.println(new Figure(name + ".p50", ours, peers, "ms", peer).line());
    Figure worst = new Figure(name + ".p99", List.of(p99(ours)), List.of(p99(peers)), "ms", peer);
    System.out.println(worst.line());
  }

  private static double p99(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() * 99 / 100);
  }

  private static void ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.getString(i);
        }
      }
    }
  }

  private static String nodes(Jdbi jdbi, Question question) {
    TreeSet<String> nodes = new TreeSet<>();
    for (String line : SearchPlans.of(jdbi, SearchTarget.INCIDENTS, question.ours().apply(4_711))) {
      Matcher node = NODE.matcher(line);
      if (node.find()) {
        nodes.add(line.strip().replaceAll(" +\\(.*", "").replaceFirst("^-> +", ""));
      }
    }
    return String.join(", ", nodes);
  }
}
