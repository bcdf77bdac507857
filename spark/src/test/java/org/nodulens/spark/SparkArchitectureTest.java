package org.nodulens.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the command line's own rules cannot see, because this module comes after it. */
class SparkArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.nodulens");

  @Test
  void only_this_module_knows_spark() {
    JavaClasses others = ALL.that(resideOutsideOfPackage("org.nodulens.spark.."));
    assertThat(others.size()).isGreaterThan(300);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(others);
  }

  @Test
  void this_module_knows_work_and_neither_medicine_nor_command_line() {
    JavaClasses ours = ALL.that(resideInAPackage("org.nodulens.spark.."));
    assertThat(ours.size()).isGreaterThanOrEqualTo(12);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.nodulens.cli..",
            "org.nodulens.datasets..",
            "org.nodulens.dicom..",
            "org.nodulens.vit..",
            "picocli..")
        .check(ours);
  }
}
