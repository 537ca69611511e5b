package org.tomte.connectors.jdbc;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/**
 * Finds the driver of an address: first in the folder of the operator's own drivers, then among
 * those that come with the program. Drivers of the folder see each other and the platform but not
 * the program, so a newer driver than the one built in is used and brings its own libraries.
 * Drivers are asked directly, so nothing is registered for the whole JVM.
 */
final class Drivers {
  private static final Map<List<Path>, List<Driver>> LOADED = new ConcurrentHashMap<>();
  private final Path folder;

  /** Drivers of a folder, which need not be there. */
  Drivers(Path folder) {
    this.folder = folder;
  }

  /** Drivers of this instance: {@code drivers} in TOMTE_HOME (default ~/.tomte). */
  static Drivers ofHome(Map<String, String> environment) {
    String home = environment.getOrDefault("TOMTE_HOME", "").strip();
    Path root =
        home.isEmpty()
            ? Path.of(System.getProperty("user.home", "."), ".tomte")
            : Path.of(home).toAbsolutePath();
    return new Drivers(root.resolve("drivers"));
  }

  /**
   * The driver of an address.
   *
   * @throws ConnectorFault when there is none; the message says where to put it
   */
  Driver of(String url, String shown) throws ConnectorFault {
    List<Driver> own = own();
    for (List<Driver> drivers : List.of(own, bundled())) {
      for (Driver driver : drivers) {
        if (takes(driver, url)) {
          return driver;
        }
      }
    }
    throw new ConnectorFault(
        FaultKind.CONFIGURATION,
        "%s: no driver takes this address; PostgreSQL, MariaDB, H2 and SQLite are built in, for"
                .formatted(shown)
            + " others put the driver's jar into %s, %s.".formatted(folder, there(own)));
  }

  /** A driver that stumbles over the address of another does not keep that one from being found. */
  private static boolean takes(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException notItsOwn) {
      return false;
    }
  }

  private String there(List<Driver> own) throws ConnectorFault {
    if (!Files.isDirectory(folder)) {
      return "which is not there";
    }
    List<Path> jars = jars();
    if (jars.isEmpty()) {
      return "where no jar is";
    }
    String names =
        String.join(", ", jars.stream().map(jar -> String.valueOf(jar.getFileName())).toList());
    String drivers =
        own.isEmpty()
            ? "no driver"
            : String.join(", ", own.stream().map(each -> each.getClass().getName()).toList());
    return "where %s has %s".formatted(names, drivers);
  }

  private static List<Driver> bundled() throws ConnectorFault {
    return LOADED.computeIfAbsent(List.of(), _ -> found(Drivers.class.getClassLoader()));
  }

  private List<Driver> own() throws ConnectorFault {
    List<Path> jars = jars();
    if (jars.isEmpty()) {
      return List.of();
    }
    try {
      // The class loader lives as long as the program: connections may be open at any time.
      return LOADED.computeIfAbsent(jars, Drivers::load);
    } catch (ServiceConfigurationError | LinkageError broken) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "A driver in %s cannot be loaded: %s.".formatted(folder, broken.getMessage()),
          broken);
    }
  }

  private List<Path> jars() throws ConnectorFault {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      found.forEach(jars::add);
    } catch (IOException unreadable) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "The folder of drivers %s cannot be read: %s.".formatted(folder, unreadable.getMessage()),
          unreadable);
    }
    return jars.stream().sorted().toList();
  }

  private static List<Driver> load(List<Path> jars) {
    URL[] urls = jars.stream().map(Drivers::url).toArray(URL[]::new);
    return found(new URLClassLoader("drivers", urls, ClassLoader.getPlatformClassLoader()));
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(jar + " has no address", impossible);
    }
  }

  private static List<Driver> found(@Nullable ClassLoader loader) {
    return ServiceLoader.load(Driver.class, loader).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
