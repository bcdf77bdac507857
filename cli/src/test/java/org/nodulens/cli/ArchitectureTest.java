package org.nodulens.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/**
 * The design's rules that the module edges do not hold by themselves. Each names how many classes
 * it must see at the least, so that a renamed package cannot empty it: raise the number as the
 * package grows. A rule comes with the first classes that it is about.
 */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.nodulens");

  private static final DescribedPredicate<JavaClass> MAY_USE_DJL =
      resideInAnyPackage(
          "org.nodulens.vit.pytorch..",
          "org.nodulens.training..",
          "org.nodulens.explain.autograd..");

  /** The classes that a rule is about, at least so many of them. */
  private static JavaClasses atLeast(int minimum, DescribedPredicate<JavaClass> scope) {
    JavaClasses found = ALL.that(scope);
    assertThat(found.size())
        .as("classes that %s: fewer than the rule is about", scope.getDescription())
        .isGreaterThanOrEqualTo(minimum);
    return found;
  }

  private static JavaClasses in(int minimum, String... packages) {
    return atLeast(minimum, resideInAnyPackage(packages));
  }

  private static JavaClasses outside(int minimum, String... packages) {
    return atLeast(minimum, not(resideInAnyPackage(packages)));
  }

  @Test
  void the_transformer_itself_knows_no_engine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ai.djl..", "ai.onnxruntime..", "org.nodulens.vit.pytorch..", "org.nodulens.vit.onnx..")
        .because("engines are found by ServiceLoader; predicting runs without DJL")
        .check(in(75, "org.nodulens.vit", "org.nodulens.vit.weights"));
  }

  @Test
  void only_the_engine_training_and_autograd_import_djl() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(atLeast(100, not(MAY_USE_DJL)));
  }

  @Test
  void only_its_own_package_imports_onnx_runtime() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(outside(200, "org.nodulens.vit.onnx.."));
    in(8, "org.nodulens.vit.onnx..");
  }

  /** The spark module comes after this one and has a test of its own. */
  @Test
  void only_the_spark_module_knows_spark() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(outside(200, "org.nodulens.spark.."));
  }

  /** The engine allows one gradient collector a process, so one class must own it. */
  @Test
  void one_class_alone_opens_the_gradient_collector() {
    List<String> owners =
        outside(200, "org.nodulens.none..").stream()
            .filter(
                type ->
                    type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(
                            dependency ->
                                dependency
                                    .getTargetClass()
                                    .getName()
                                    .equals("ai.djl.training.GradientCollector")))
            .map(JavaClass::getSimpleName)
            .toList();
    assertThat(owners).containsExactly("GradientTape");
  }

  @Test
  void explanations_use_the_evaluation_but_not_the_training() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.nodulens.training..")
        .check(in(20, "org.nodulens.explain..", "org.nodulens.overlay..", "org.nodulens.report.."));
  }

  @Test
  void the_vocabulary_of_geometry_knows_no_other_package_of_ours() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.nodulens..").and(not(resideInAnyPackage("org.nodulens.ct"))))
        .check(in(10, "org.nodulens.ct"));
  }

  @Test
  void ingest_knows_neither_transformer_nor_command_line() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.nodulens.vit..",
            "org.nodulens.training..",
            "org.nodulens.explain..",
            "org.nodulens.cli..")
        .check(in(40, "org.nodulens.ct..", "org.nodulens.volumeio..", "org.nodulens.cropset.."));
  }

  @Test
  void only_the_dicom_core_knows_tags_and_encodings() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.nodulens.dicom")
                .and(
                    simpleName("Tag")
                        .or(simpleName("DicomFile"))
                        .or(simpleName("DicomAttributes"))
                        .or(simpleName("DicomDataSet"))
                        .or(simpleName("WrittenAttribute"))
                        .or(simpleName("PixelDecoder"))
                        .or(simpleName("UncompressedPixels"))))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("org.dcm4che3..")
        .check(outside(120, "org.nodulens.dicom.."));
    in(20, "org.nodulens.dicom..");
  }

  @Test
  void only_the_plugin_knows_imagej_and_swing() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ij..", "javax.swing..", "net.imagej..")
        .check(outside(120, "org.nodulens.imagej.."));
  }

  @Test
  void only_the_command_line_parses_arguments() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "me.tongfei..")
        .check(outside(100, "org.nodulens.cli"));
  }

  @Test
  void a_subcommand_is_a_final_callable_of_the_command_line() {
    classes()
        .should()
        .beAssignableTo(Callable.class)
        .andShould()
        .haveModifier(JavaModifier.FINAL)
        .andShould()
        .resideInAPackage("org.nodulens.cli")
        .check(
            atLeast(
                1,
                DescribedPredicate.describe(
                    "are annotated with @Command", type -> type.isAnnotatedWith(Command.class))));
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("org.nodulens.(**)").should().beFreeOfCycles().check(atLeast(120, any()));
  }

  @Test
  void libraries_print_nothing() {
    JavaClasses libraries = outside(100, "org.nodulens.cli", "org.nodulens.imagej..");
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(libraries);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(libraries);
    noClasses().should().callMethod(System.class, "exit", int.class).check(libraries);
  }

  @Test
  void randomness_and_time_come_in_from_outside() {
    JavaClasses libraries = outside(100, "org.nodulens.cli", "org.nodulens.imagej..");
    noClasses()
        .should()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(ThreadLocalRandom.class, "current")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .check(libraries);
  }

  @Test
  void names_say_what_a_class_is() {
    for (String vague : List.of("Utils", "Util", "Helper", "Manager", "Impl")) {
      noClasses().should().haveSimpleNameEndingWith(vague).check(atLeast(120, any()));
    }
    noClasses()
        .should()
        .haveSimpleNameStartingWith("Base")
        .check(atLeast(120, not(simpleName("Baseline"))));
  }

  @Test
  void every_package_says_what_it_is() throws IOException {
    Path root = Path.of(System.getProperty("nodulens.root", ".."));
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .filter(folder -> folder.toString().contains(Path.of("src", "main").toString()))
              .distinct()
              .toList();
      assertThat(packages).hasSizeGreaterThanOrEqualTo(8);
      assertThat(packages)
          .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
    }
  }

  private static DescribedPredicate<JavaClass> any() {
    return DescribedPredicate.alwaysTrue();
  }
}
