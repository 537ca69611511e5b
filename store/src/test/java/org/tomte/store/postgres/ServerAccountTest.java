package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.store.postgres.DatabaseFault.Kind;

class ServerAccountTest {

  @TempDir Path folder;

  @Test
  @Tag("crash") // slow: unpacks, and starts three servers
  void changesTheUserOnlyWhereTheHomeCanBeReachedAndComesBack() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can change the user");
    InstanceHome home = InstanceHome.open(folder.resolve("home"));
    Cluster cluster = TestCluster.withOwnBinaries(home);
    Path dataParent = FolderTree.parentOf(cluster.data());
    assertThatThrownBy(() -> ServerAccount.otherUser(cluster.binaries(), dataParent))
        .isInstanceOfSatisfying(
            DatabaseFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.NO_RIGHTS))
        .hasMessageContaining("normal user")
        .hasMessageContaining("0711");

    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Files.setPosixFilePermissions(home.root(), PosixFilePermissions.fromString("rwx--x--x"));
    ServerAccount nobody = ServerAccount.otherUser(cluster.binaries(), dataParent);
    runAs(nobody, cluster, ServerAccount.NOBODY);
    runAs(new ServerAccount.OwnNamespace(), cluster, ServerAccount.ROOT);
    runAs(nobody, cluster, ServerAccount.NOBODY);
  }

  private static void runAs(ServerAccount account, Cluster cluster, int owner) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(cluster, account)) {
      assertThat(EmbeddedPostgresTest.ask(postgres, "SELECT 'works'")).isEqualTo("works");
      assertThat(Files.getAttribute(cluster.data().resolve("PG_VERSION"), "unix:uid"))
          .isEqualTo(owner);
      long pid = ((EmbeddedPostgres.State.Ready) postgres.state()).pid();
      assertThat(Files.getAttribute(Path.of("/proc/" + pid), "unix:uid")).isEqualTo(owner);
    }
  }

  @Test
  void putsTheDeathSignalAfterTheChangeOfTheUser() {
    assertThat(new ServerAccount.OtherUser(7).beforeServer())
        .containsExactly(
            "setpriv",
            "--reuid=7",
            "--regid=7",
            "--clear-groups",
            "--no-new-privs",
            "--pdeathsig",
            "INT",
            "--");
    assertThat(new ServerAccount.SameUser(false).beforeServer()).isEmpty();
  }
}
