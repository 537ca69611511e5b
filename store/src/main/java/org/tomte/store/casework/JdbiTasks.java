package org.tomte.store.casework;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskKey;
import org.tomte.casework.task.Tasks;
import org.tomte.store.sql.MultiRow;

/** Tasks in the database. */
final class JdbiTasks implements Tasks {

  private static final MultiRow<Task> INSERT =
      new MultiRow<>(
          "INSERT INTO task (number, key_digest, key_daemon, key, %s, %s) VALUES"
              .formatted(String.join(", ", TaskRow.STATE_COLUMNS), CauseColumns.NAMES),
          "(?, ?, ?, ?, %s, ?, ?, ?, ?, ?, ?)"
              .formatted(FieldColumns.placeholders(TaskRow.STATE_COLUMNS)),
          "ON CONFLICT (key_digest) DO NOTHING",
          (row, task) -> {
            TaskKey key = task.key();
            row.number(task.number())
                .bytes(digest(key))
                .numberOrNull(key == null ? null : (long) key.daemon())
                .text(key == null ? null : key.text());
            TaskRow.writeState(row, task);
            CauseColumns.bind(row, task.createdBy());
          },
          TaskRow::bytes);

  private static final String UPDATE =
      "UPDATE task SET (%s) = ROW (%s) WHERE number = ?"
          .formatted(
              String.join(", ", TaskRow.STATE_COLUMNS),
              FieldColumns.placeholders(TaskRow.STATE_COLUMNS));

  private final Handle handle;

  JdbiTasks(Handle handle) {
    this.handle = handle;
  }

  private static byte @Nullable [] digest(@Nullable TaskKey key) {
    return key == null ? null : Digest.of(key.daemon() + ":" + key.text());
  }

  @Override
  public List<Long> takeNumbers(int count) {
    return handle
        .createQuery("SELECT nextval('task_number') FROM generate_series(1, :count)")
        .bind("count", count)
        .mapTo(Long.class)
        .list();
  }

  @Override
  public Set<Long> insert(List<Task> tasks) {
    List<Task> sorted = new ArrayList<>(tasks);
    Comparator<byte[]> order = Comparator.nullsFirst(Arrays::compareUnsigned);
    sorted.sort(Comparator.comparing(task -> digest(task.key()), order));
    Batch.insert(handle, "new tasks", INSERT, sorted);
    return new HashSet<>(
        handle
            .createQuery("SELECT number FROM task WHERE number = ANY (:numbers)")
            .bind("numbers", Bound.longs(tasks.stream().map(Task::number).toList()))
            .mapTo(Long.class)
            .list());
  }

  @Override
  public Map<TaskKey, Long> find(Collection<TaskKey> keys) {
    Map<TaskKey, Long> found = new TreeMap<>();
    if (keys.isEmpty()) {
      return found;
    }
    List<byte[]> digests = new ArrayList<>();
    for (TaskKey key : keys) {
      digests.add(Digest.of(key.daemon() + ":" + key.text()));
    }
    handle
        .createQuery("SELECT number, key_daemon, key FROM task WHERE key_digest = ANY (:digests)")
        .bind("digests", Digest.array(digests))
        .map((row, context) ->
            Map.entry(
                new TaskKey(row.getInt("key_daemon"), Columns.present(row, "key")),
                row.getLong("number")))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  @Override
  public Map<Long, Task> lock(Collection<Long> numbers) {
    Map<Long, Task> found = new LinkedHashMap<>();
    if (numbers.isEmpty()) {
      return found;
    }
    handle
        .createQuery(
            """
            SELECT * FROM task WHERE number = ANY (:numbers)
            ORDER BY number FOR NO KEY UPDATE
            """)
        .bind("numbers", Bound.longs(numbers))
        .map(new TaskRow())
        .forEach(task -> found.put(task.number(), task));
    return found;
  }

  @Override
  public Map<Long, List<Long>> openOf(Collection<Long> incidents) {
    Map<Long, List<Long>> open = new TreeMap<>();
    handle
        .createQuery(
            """
            SELECT incident, number FROM task
            WHERE incident = ANY (:incidents) AND closed IS NULL ORDER BY number
            """)
        .bind("incidents", Bound.longs(incidents))
        .map((row, context) -> Map.entry(row.getLong("incident"), row.getLong("number")))
        .forEach(entry ->
            open.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(entry.getValue()));
    return open;
  }

  @Override
  public List<Long> of(long incident) {
    return handle
        .createQuery("SELECT number FROM task WHERE incident = :incident ORDER BY number")
        .bind("incident", incident)
        .mapTo(Long.class)
        .list();
  }

  @Override
  public List<Long> mergedFrom(long incident) {
    return handle
        .createQuery("SELECT number FROM task WHERE merged_from = :incident ORDER BY number")
        .bind("incident", incident)
        .mapTo(Long.class)
        .list();
  }

  @Override
  public List<Long> takeEffortIds(int count) {
    return Sequence.take(handle, count);
  }

  @Override
  public void insertEfforts(List<Effort> efforts) {
    Batch.insert(handle, "efforts on tasks", EffortRow.INSERT, efforts);
  }

  @Override
  public Map<Long, Set<String>> workers(Collection<Long> numbers) {
    Map<Long, Set<String>> workers = new TreeMap<>();
    handle
        .createQuery(
            """
            SELECT task, person FROM task_effort WHERE task = ANY (:numbers)
            GROUP BY task, person HAVING sum(seconds) > 0
            """)
        .bind("numbers", Bound.longs(numbers))
        .map((row, context) -> Map.entry(row.getLong("task"), Columns.present(row, "person")))
        .forEach(each ->
            workers.computeIfAbsent(each.getKey(), _ -> new TreeSet<>()).add(each.getValue()));
    return workers;
  }

  @Override
  public void update(Collection<Task> tasks) {
    Batch.execute(
        handle,
        "changes of tasks",
        UPDATE,
        tasks,
        (row, task) -> {
          TaskRow.writeState(row, task);
          row.number(task.number());
        });
  }
}
