package org.tomte.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions of ARCHITECTURE.md. */
class ArchitectureTest {
  private static final JavaClasses TOMTE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.tomte");

  @Test
  void everyModuleWasFoundSoThatNoRulePassesOnNothing() {
    for (String module :
        new String[] {"api", "casework", "engine", "store", "connectors", "web", "app"}) {
      assertThat(TOMTE.stream().filter(c -> c.getPackageName().startsWith("org.tomte." + module)))
          .as(module)
          .hasSizeGreaterThan(3);
    }
  }

  @Test
  void theApiLeansOnNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("org.tomte.api..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.tomte.casework..", "org.tomte.engine..", "org.tomte.store..", "org.tomte.web..")
        .check(TOMTE);
  }

  @Test
  void caseworkKnowsTheApiOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.tomte.casework..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tomte.engine..", "org.tomte.store..", "org.tomte.web..")
        .check(TOMTE);
  }

  @Test
  void theEngineKnowsNoStoreNoWebAndNoConnector() {
    noClasses()
        .that()
        .resideInAPackage("org.tomte.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.tomte.store..", "org.tomte.web..", "org.tomte.connectors..", "org.tomte.app..")
        .check(TOMTE);
  }

  @Test
  void connectorsKnowTheApiOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.tomte.connectors..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.tomte.casework..", "org.tomte.engine..", "org.tomte.store..", "org.tomte.web..")
        .check(TOMTE);
  }

  @Test
  void onlyTheStoreAndTheSourceOfDatabasesTalkSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.tomte.store..",
            "org.tomte.app.instance..",
            "org.tomte.connectors.jdbc..",
            "org.tomte.app.demo..") // plays somebody else's database
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.jdbi..")
        .check(TOMTE);
  }

  @Test
  void namesSaySomething() {
    classes()
        .that()
        .resideInAPackage("org.tomte..")
        .should()
        .haveSimpleNameNotEndingWith("Util")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Manager")
        .andShould()
        .haveSimpleNameNotEndingWith("Impl")
        .check(TOMTE);
  }
}
