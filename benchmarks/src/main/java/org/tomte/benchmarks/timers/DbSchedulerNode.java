package org.tomte.benchmarks.timers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** db-scheduler with lock-and-fetch and a poll every 100 ms, the fastest it is used with. */
final class DbSchedulerNode {
  private static final int THREADS = 20;
  private static final Duration POLL = Duration.ofMillis(100);

  private static final String TABLE =
      """
      CREATE TABLE scheduled_tasks (
        task_name text NOT NULL,
        task_instance text NOT NULL,
        task_data bytea,
        execution_time timestamptz NOT NULL,
        picked boolean NOT NULL,
        picked_by text,
        last_success timestamptz,
        last_failure timestamptz,
        consecutive_failures int,
        last_heartbeat timestamptz,
        version bigint NOT NULL,
        priority smallint,
        PRIMARY KEY (task_name, task_instance));
      CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
      CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);
      """;

  private DbSchedulerNode() {}

  /** The process. */
  public static void main(String[] arguments) {
    Load load = Load.of(arguments, 0);
    Measuring measuring = new Measuring();
    try (PeerDatabase database = new PeerDatabase()) {
      database.run(TABLE);
      CustomTask<Void> task = task(load.every());
      Scheduler scheduler =
          Scheduler.create(database.source(), task)
              .threads(THREADS)
              .pollingInterval(POLL)
              .pollUsingLockAndFetch(0.5, 1.0)
              .build();
      long begun = System.nanoTime();
      Instant begin = Instant.now().plusSeconds(1);
      List<SchedulableInstance<?>> all = new ArrayList<>();
      for (int i = 0; i < load.daemons(); i++) {
        TaskInstance<Void> instance = task.instance("watch-" + i);
        all.add(SchedulableInstance.of(instance, begin.plus(load.offset(i))));
      }
      scheduler.scheduleBatch(all);
      measuring.note("load-seconds", (System.nanoTime() - begun) / 1e9);
      database.run("ANALYZE scheduled_tasks");
      scheduler.start();
      measuring.measure(load);
      scheduler.stop();
    }
    measuring.print();
  }

  /** The next instant is planned from the one before, so that nothing drifts. */
  private static CustomTask<Void> task(Duration every) {
    return Tasks.custom("watch", Void.class)
        .execute((_, context) -> {
          Instant planned = context.getExecution().executionTime;
          Samples.HERE.started(planned);
          return (complete, operations) -> operations.reschedule(complete, planned.plus(every));
        });
  }
}
