package org.tomte.connectors.syslog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority of its own, made by the openssl command. */
final class Authority {
  private static final String CONFIGURATION =
      """
      [ca]
      default_ca = own
      [own]
      database = index.txt
      serial = serial
      new_certs_dir = .
      certificate = ca.pem
      private_key = ca.key
      default_md = sha256
      default_crl_days = 30
      policy = any
      unique_subject = no
      [any]
      commonName = supplied
      """;

  private final Path folder;

  Authority(Path folder) throws Exception {
    this.folder = folder;
    Files.writeString(folder.resolve("ca.cnf"), CONFIGURATION);
    Files.writeString(folder.resolve("index.txt"), "");
    Files.writeString(folder.resolve("serial"), "1000\n");
    run(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
        "-subj",
        "/CN=Test authority",
        "-days",
        "30");
  }

  /** Makes {@code name.key} and {@code name.pem}; times as openssl writes them, YYYYMMDDHHMMSSZ. */
  void issue(String name, String from, String until) throws Exception {
    run(
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-keyout",
        name + ".key",
        "-out",
        name + ".csr",
        "-subj",
        "/CN=" + name);
    run(
        "ca",
        "-batch",
        "-config",
        "ca.cnf",
        "-in",
        name + ".csr",
        "-out",
        name + ".pem",
        "-notext",
        "-startdate",
        from,
        "-enddate",
        until);
  }

  void revoke(String name) throws Exception {
    run("ca", "-config", "ca.cnf", "-revoke", name + ".pem");
  }

  /** Makes {@code revoked.pem}. */
  void list() throws Exception {
    run("ca", "-config", "ca.cnf", "-gencrl", "-out", "revoked.pem");
  }

  private void run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("openssl.log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException absent) {
      throw new AssertionError(
          "the command openssl is missing; install the package openssl", absent);
    }
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(command + " failed: " + Files.readString(output));
    }
  }
}
