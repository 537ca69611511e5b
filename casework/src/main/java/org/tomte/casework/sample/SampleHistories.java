package org.tomte.casework.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.Commanders;
import org.tomte.casework.memory.InMemoryCasework;
import org.tomte.casework.people.Person;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.template.CounterKey;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.template.LabelPattern;
import org.tomte.casework.transfer.MemoryObjects;
import org.tomte.casework.transfer.ObjectWriter;
import org.tomte.casework.transfer.Renumbering;
import org.tomte.casework.transfer.WholeObjects;

/**
 * Makes histories of incidents as a team would have left them. Every step goes through the commands
 * that people and daemons use, in memory and with a clock that goes along; then a few hundred
 * incidents at a time are written with everything that happened to them.
 */
public final class SampleHistories {

  /** The template of all incidents that are made here, by which they are told apart. */
  public static final String TEMPLATE = "sample";

  private static final int BATCH = 200;
  private static final Duration SEEN_TOGETHER = Duration.ofHours(6);
  private static final IncidentTemplate STORED =
      new IncidentTemplate(
          TEMPLATE,
          "An incident that never happened, made by tomte sample",
          LabelPattern.parse("SAMPLE-{year}-{counter per=year width=6}"),
          Map.of());
  private static final List<String> PEOPLE =
      List.of(
          "amira", "bjorn", "carla", "dmitri", "emeka", "fatima", "goran", "hanna", "igor",
          "judit");

  private final Transactions transactions;
  private final Supplier<CaseSettings> settings;

  /** Runs work in transactions of the data layer that the histories go to. */
  @FunctionalInterface
  public interface Transactions {

    /** Does the work and commits; when it throws, nothing stands. */
    <T> T inOne(Function<CaseworkTransaction, T> work);
  }

  /** Makes histories with the settings of now: workflow, people, teams. */
  public SampleHistories(Transactions transactions, Supplier<CaseSettings> settings) {
    this.transactions = transactions;
    this.settings = settings;
  }

  /**
   * Makes what is ordered.
   *
   * @param progress told after each batch how much there is
   */
  public SampleMade make(SampleOrder order, Consumer<SampleMade> progress) {
    CaseSettings now = settings.get();
    Instant[] beginnings = SampleShifts.beginnings(order, new SplittableRandom(order.seed()));
    transactions.inOne(transaction -> {
      transaction.templates().save(STORED);
      return STORED;
    });
    SampleMade made = SampleMade.NOTHING;
    for (int from = 0; from < beginnings.length; from += BATCH) {
      int first = from;
      Instant[] batch =
          Arrays.copyOfRange(beginnings, from, Math.min(from + BATCH, beginnings.length));
      // Made outside of the transaction that writes it: databases end those that sit idle.
      SortedMap<CounterKey, Integer> labels =
          transactions.inOne(transaction -> reserveLabels(transaction, batch));
      WholeObjects objects = batch(labels, order, now, batch, first);
      made = made.plus(transactions.inOne(transaction -> written(transaction, objects)));
      progress.accept(made);
    }
    return made;
  }

  private static WholeObjects batch(
      SortedMap<CounterKey, Integer> labels,
      SampleOrder order,
      CaseSettings settings,
      Instant[] beginnings,
      int first) {
    InMemoryCasework memory = new InMemoryCasework();
    memory.templates().save(STORED);
    memory.labelCounters().take(labels);
    SampleAgenda agenda = new SampleAgenda(order.until());
    SampleShifts shifts = new SampleShifts(people(order, settings));
    Map<SampleKind, SampleHistory> latest = new HashMap<>();
    for (int i = 0; i < beginnings.length; i++) {
      RandomGenerator random = new SplittableRandom(order.seed() * 0x9E3779B97F4A7C15L + first + i);
      SampleKind kind = kind(random);
      SampleHistory history =
          new SampleHistory(kind, settings.workflow(), shifts, order.team(), random);
      history.plan(agenda, beginnings[i], latest.get(kind));
      latest.put(kind, history);
    }
    // The people of a sample are made up; whoever asked for it answers for them.
    CaseworkContext context = new CaseworkContext(agenda, () -> settings, Commanders.ANYBODY);
    agenda.run(new Casework(memory, SampleHistory.SOURCE, context));
    memory.commit();
    return MemoryObjects.of(memory);
  }

  private static SampleMade written(CaseworkTransaction transaction, WholeObjects objects) {
    ObjectWriter writer = new ObjectWriter(transaction, new Renumbering(), SEEN_TOGETHER);
    writer.takeNumbers(objects);
    writer.write(objects);
    return new SampleMade(
        objects.incidents().size(),
        objects.triageEvents().size(),
        objects.tasks().size(),
        objects.notes().size(),
        objects.changes().size(),
        objects.links().size());
  }

  /**
   * Labels are counted in memory, from where the counters of the data layer are.
   *
   * @return how many numbers of each counter were given before
   */
  private static SortedMap<CounterKey, Integer> reserveLabels(
      CaseworkTransaction transaction, Instant[] beginnings) {
    SortedMap<CounterKey, Integer> wanted = new TreeMap<>();
    for (Instant beginning : beginnings) {
      CounterKey counter = STORED.label().counter(beginning);
      if (counter != null) {
        wanted.merge(counter, 1, Integer::sum);
      }
    }
    SortedMap<CounterKey, Integer> skipped = new TreeMap<>();
    transaction
        .labelCounters()
        .take(wanted)
        .forEach((key, from) -> skipped.put(key, (int) (from - key.first())));
    return skipped;
  }

  private static SampleKind kind(RandomGenerator random) {
    int at = random.nextInt(100);
    for (SampleKind kind : SampleKind.ALL) {
      at -= kind.share();
      if (at < 0) {
        return kind;
      }
    }
    return SampleKind.ALL.getFirst();
  }

  /** The people of the team, else all that are known, else names of our own. */
  private static List<String> people(SampleOrder order, CaseSettings settings) {
    @Nullable String team = order.team();
    List<String> members = new ArrayList<>();
    if (team != null) {
      settings.team(team).ifPresent(known -> members.addAll(known.members()));
    }
    if (members.isEmpty()) {
      settings.people().values().stream().map(Person::name).forEach(members::add);
    }
    return members.isEmpty() ? PEOPLE : members.stream().sorted().toList();
  }
}
