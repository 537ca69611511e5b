package org.tomte.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.app.command.CommandContext.Surroundings;
import org.tomte.app.command.RestoreWords;
import org.tomte.app.command.ServerCommands;
import org.tomte.app.command.Services;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Progress;
import org.tomte.app.demo.Demo;
import org.tomte.app.instance.Backups;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceRestore;
import org.tomte.app.instance.InstanceServer;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.app.instance.InstanceUpgrade;
import org.tomte.casework.sample.SampleOrder;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.revision.DefinitionFile;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.ImportOptions;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.store.backup.MajorUpgrade;

/** The commands that go on until they are stopped: they open the instance and hold it. */
final class TomteServices implements Services {
  private static final String LOOPBACK = "127.0.0.1";

  /** How often the start tries to import definitions that others change at the same time. */
  private static final int IMPORTS = 5;

  private final InstantSource clock;
  private final Supplier<Installed> installed;

  TomteServices(InstantSource clock, Supplier<Installed> installed) {
    this.clock = clock;
    this.installed = installed;
  }

  @Override
  public int serve(Serving serving, Console console) throws InterruptedException {
    try (Instance instance = open(serving.databaseUrl())) {
      if (serving.definitions() != null) {
        importFolder(instance, serving.definitions());
      }
      try (InstanceServer server = start(instance, serving.host(), serving.port())) {
        console.note(
            "Tomte is ready at http://%s:%d with the home %s."
                .formatted(serving.host(), server.port(), instance.home().root()));
        untilStopped(server::close, instance::close);
      }
      return ExitCode.DONE;
    }
  }

  @Override
  public int demo(Demonstration demonstration, Console console) throws InterruptedException {
    try (Instance instance = open(null);
        InstanceServer server = start(instance, LOOPBACK, demonstration.port());
        Demo demo = new Demo(instance, console.out())) {
      PrintWriter out = console.out();
      demo.prepare();
      samples(instance, demonstration.samples(), console);
      boolean good = demo.runAll();
      if (demonstration.json()) {
        out.println(demo.json());
      } else {
        demo.explain();
      }
      out.flush();
      if (demonstration.once()) {
        return good ? ExitCode.DONE : ExitCode.DIFFERS;
      }
      console.note(
          "The demo stays up at http://%s:%d; more comes by log, syslog and database. Ctrl-C ends it."
              .formatted(LOOPBACK, server.port()));
      Thread.ofVirtual().start(() -> grow(demo));
      untilStopped(demo::close, server::close, instance::close);
      return ExitCode.DONE;
    }
  }

  private static void samples(Instance instance, int count, Console console) {
    if (count == 0) {
      return;
    }
    Instant now = instance.clock().instant();
    SampleOrder order = new SampleOrder(count, 1, now.minus(Duration.ofDays(730)), now, "soc");
    try (Progress progress = console.progress()) {
      instance
          .samples()
          .make(order, made -> progress.say("%,d samples".formatted(made.incidents())));
    }
  }

  @Override
  public Path backupFolder() {
    return Backups.folder(settings().home());
  }

  @Override
  public int restore(Restoring restoring, Console console) {
    InstanceRestore.Done done;
    try (Progress progress = console.progress()) {
      done =
          InstanceRestore.run(
              settings(),
              restoring.file(),
              restoring.release(),
              restoring.passphrase(),
              progress::say);
    }
    new RestoreWords(console).tell(done, restoring.json());
    return ExitCode.DONE;
  }

  @Override
  public int upgradeDatabase(Upgrading upgrading, Console console) {
    MajorUpgrade.Upgraded upgraded;
    try (Progress progress = console.progress()) {
      upgraded = InstanceUpgrade.run(settings(), upgrading.oldBinaries(), progress::say);
    }
    new RestoreWords(console).tell(upgraded, upgrading.json());
    return ExitCode.DONE;
  }

  private InstanceSettings settings() {
    return InstanceSettings.of(System.getenv(), clock);
  }

  private static void grow(Demo demo) {
    try {
      demo.stayUp();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Instance open(@Nullable String databaseUrl) {
    return Instance.open(settings().withDatabase(databaseUrl));
  }

  private InstanceServer start(Instance instance, String host, int port) {
    Surroundings surroundings =
        new Surroundings(clock, installed, () -> instance, this, instance.masker());
    return InstanceServer.start(instance, host, port, new ServerCommands(surroundings));
  }

  /**
   * Waits for a signal; then everything is closed in order on the thread that the signal brings.
   */
  private static void untilStopped(Runnable... endings) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().unstarted(() -> List.of(endings).forEach(Runnable::run)));
    new CountDownLatch(1).await();
  }

  private static void importFolder(Instance instance, Path folder) {
    List<DefinitionFile> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(TomteServices::isDefinition).sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        files.add(DefinitionFile.of(path, Files.readString(file)));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    switch (applied(instance.definitions(), files, folder)) {
      case SaveOutcome.Saved _ -> {}
      case SaveOutcome.Refused refused ->
          throw new CommandFault(
              ExitCode.DIFFERS,
              "The definitions of %s are not stored: %s.".formatted(folder, refused.reason()));
      case SaveOutcome.Invalid _ ->
          throw new CommandFault(
              ExitCode.USAGE,
              "The definitions of %s cannot be used: run tomte validate %s."
                  .formatted(folder, folder));
    }
  }

  /** Nodes that start together import the same folder; the slower one finds it done. */
  private static SaveOutcome applied(
      Definitions definitions, List<DefinitionFile> files, Path folder) {
    Definitions.Who who = new Definitions.Who("serve", "imported at the start from " + folder);
    SaveOutcome outcome = definitions.apply(definitions.plan(files, ImportOptions.CAREFUL), who);
    for (int again = 1; again < IMPORTS && outcome instanceof SaveOutcome.Refused; again++) {
      outcome = definitions.apply(definitions.plan(files, ImportOptions.CAREFUL), who);
    }
    return outcome;
  }

  private static boolean isDefinition(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }
}
