package org.tomte.casework.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskKey;
import org.tomte.casework.task.Tasks;

/** Tasks in memory. */
final class MemoryTasks implements Tasks {
  private final MemoryTables tables;

  MemoryTasks(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<Long> takeNumbers(int count) {
    return tables.takeTaskNumbers(count);
  }

  @Override
  public Set<Long> insert(List<Task> tasks) {
    Set<Long> inserted = new HashSet<>();
    for (Task task : tasks) {
      TaskKey key = task.key();
      if (key != null && tables.taskKeys.get(key) != null) {
        continue;
      }
      if (key != null) {
        tables.taskKeys.put(key, task.number());
      }
      tables.tasks.put(task.number(), task);
      inserted.add(task.number());
    }
    return inserted;
  }

  @Override
  public Map<TaskKey, Long> find(Collection<TaskKey> keys) {
    Map<TaskKey, Long> found = new TreeMap<>();
    for (TaskKey key : keys) {
      Long number = tables.taskKeys.get(key);
      if (number != null) {
        found.put(key, number);
      }
    }
    return found;
  }

  @Override
  public Map<Long, Task> lock(Collection<Long> numbers) {
    Map<Long, Task> found = new TreeMap<>();
    for (Long number : numbers) {
      Task task = tables.tasks.get(number);
      if (task != null) {
        found.put(number, task);
      }
    }
    return found;
  }

  @Override
  public Map<Long, List<Long>> openOf(Collection<Long> incidents) {
    Map<Long, List<Long>> open = new TreeMap<>();
    for (Task task : tables.tasks.rows().values()) {
      Long incident = task.incident();
      if (incident != null && incidents.contains(incident) && !task.closed()) {
        open.computeIfAbsent(incident, _ -> new ArrayList<>()).add(task.number());
      }
    }
    return open;
  }

  @Override
  public List<Long> of(long incident) {
    return tables.tasks.rows().values().stream()
        .filter(task -> Long.valueOf(incident).equals(task.incident()))
        .map(Task::number)
        .toList();
  }

  @Override
  public List<Long> mergedFrom(long incident) {
    return tables.tasks.rows().values().stream()
        .filter(task -> Long.valueOf(incident).equals(task.fields().get(FieldNames.MERGED_FROM)))
        .map(Task::number)
        .toList();
  }

  @Override
  public List<Long> takeEffortIds(int count) {
    return tables.takeSequence(count);
  }

  @Override
  public void insertEfforts(List<Effort> efforts) {
    efforts.forEach(effort -> tables.efforts.put(effort.id(), effort));
  }

  @Override
  public Map<Long, Set<String>> workers(Collection<Long> numbers) {
    Map<Long, Map<String, Long>> spent = new TreeMap<>();
    for (Effort effort : tables.efforts.rows().values()) {
      if (numbers.contains(effort.task())) {
        spent
            .computeIfAbsent(effort.task(), _ -> new TreeMap<>())
            .merge(effort.person(), effort.seconds(), Long::sum);
      }
    }
    Map<Long, Set<String>> workers = new TreeMap<>();
    spent.forEach((task, people) -> {
      people.values().removeIf(seconds -> seconds <= 0);
      workers.put(task, Set.copyOf(people.keySet()));
    });
    return workers;
  }

  @Override
  public void update(Collection<Task> tasks) {
    tasks.forEach(task -> tables.tasks.put(task.number(), task));
  }
}
