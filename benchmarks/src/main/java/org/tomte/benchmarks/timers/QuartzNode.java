package org.tomte.benchmarks.timers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz with its clustered store in PostgreSQL. */
final class QuartzNode {
  private static final String SOURCE = "benchmark";

  private QuartzNode() {}

  /** What runs. */
  public static final class Watch implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      Samples.HERE.started(context.getScheduledFireTime().toInstant());
    }
  }

  /** The process. */
  public static void main(String[] arguments) throws SchedulerException, IOException {
    Load load = Load.of(arguments, 0);
    Measuring measuring = new Measuring();
    try (PeerDatabase database = new PeerDatabase()) {
      database.run(tables());
      DBConnectionManager.getInstance().addConnectionProvider(SOURCE, new Pool(database.source()));
      Scheduler scheduler = new StdSchedulerFactory(properties()).getScheduler();
      long begun = System.nanoTime();
      scheduler.scheduleJobs(jobs(load), false);
      measuring.note("load-seconds", (System.nanoTime() - begun) / 1e9);
      database.run("ANALYZE");
      scheduler.start();
      measuring.measure(load);
      scheduler.shutdown(false);
    }
    measuring.print();
  }

  private static Map<JobDetail, Set<? extends Trigger>> jobs(Load load) {
    Instant begin = Instant.now().plusSeconds(40);
    Map<JobDetail, Set<? extends Trigger>> jobs = new HashMap<>();
    for (int i = 0; i < load.daemons(); i++) {
      JobDetail job = JobBuilder.newJob(Watch.class).withIdentity("watch-" + i).build();
      Trigger trigger =
          TriggerBuilder.newTrigger()
              .withIdentity("watch-" + i)
              .startAt(Date.from(begin.plus(load.offset(i))))
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(load.every().toMillis())
                      .repeatForever())
              .build();
      jobs.put(job, Set.of(trigger));
    }
    return jobs;
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "benchmark");
    properties.put("org.quartz.scheduler.instanceId", "AUTO");
    properties.put("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.put("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "20");
    properties.put("org.quartz.threadPool.threadCount", "20");
    String store = "org.quartz.jobStore.";
    properties.put(store + "class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.put(
        store + "driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    properties.put(store + "dataSource", SOURCE);
    properties.put(store + "isClustered", "true");
    properties.put(store + "acquireTriggersWithinLock", "true");
    return properties;
  }

  private static String tables() throws IOException {
    try (InputStream script =
        StdSchedulerFactory.class.getResourceAsStream(
            "/org/quartz/impl/jdbcjobstore/tables_postgres.sql")) {
      if (script == null) {
        throw new IOException("Quartz does not bring its tables for PostgreSQL any more");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private record Pool(DataSource source) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return source.getConnection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }
}
