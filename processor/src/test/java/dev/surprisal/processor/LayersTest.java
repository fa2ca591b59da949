package dev.surprisal.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Which room knows which. */
class LayersTest {
  private static final String ROOT = "dev.surprisal.processor";
  private static final String ANNOTATION = "dev.surprisal.annotation";
  private static final String[] PLAIN_JAVA = {"java..", "org.jspecify.annotations"};

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.surprisal");

  private static void mayOnlyKnow(String name, String... packages) {
    String room = ROOT + "." + name;
    classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(concat(concat(PLAIN_JAVA, packages), room))
        .check(CLASSES);
  }

  private static String[] concat(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  @Test
  void modelKnowsTheCompilerAndTheAnnotations() {
    mayOnlyKnow("model", ANNOTATION, "javax.lang.model..");
  }

  @Test
  void theAlgebraKnowsNothingElse() {
    mayOnlyKnow("express.algebra");
  }

  @Test
  void expressionsKnowTheAnnotationsAlone() {
    mayOnlyKnow("express", ROOT + ".express.algebra");
    mayOnlyKnow("express.distribution", ANNOTATION, ROOT + ".express..");
    mayOnlyKnow("express.text", ROOT + ".express.algebra");
    mayOnlyKnow(
        "express.option",
        ANNOTATION,
        ROOT + ".express",
        ROOT + ".express.algebra",
        ROOT + ".express.text");
  }

  @Test
  void deriveKnowsTheAlgebraAlone() {
    mayOnlyKnow("derive", ROOT + ".express.algebra");
  }

  @Test
  void scheduleKnowsWhatWasWrittenAndWhatItMeans() {
    mayOnlyKnow(
        "schedule",
        ANNOTATION,
        ROOT + ".model",
        ROOT + ".express..",
        ROOT + ".derive",
        ROOT + ".schedule.program");
  }

  @Test
  void programsKnowNoOptionAndNoDistribution() {
    mayOnlyKnow("schedule.program", ROOT + ".express", ROOT + ".express.algebra");
  }

  @Test
  void validationKnowsWhatWasWrittenAndWhatGoesTogether() {
    mayOnlyKnow(
        "validation",
        ANNOTATION,
        ROOT + ".model",
        ROOT + ".express",
        ROOT + ".express.algebra",
        ROOT + ".express.text",
        ROOT + ".express.option",
        ROOT + ".express.distribution",
        // How long they are, derivatives alone say.
        ROOT + ".derive");
  }

  @Test
  void writeSeesTheProgramAndNoOptionNoDistributionNoAnnotation() {
    mayOnlyKnow(
        "write",
        ROOT + ".schedule.program",
        ROOT + ".express",
        ROOT + ".express.algebra",
        "com.palantir.javapoet",
        // JavaPoet's own interface takes the modifiers of the compiler.
        "javax.lang.model.element");
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".write")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("javax\\.lang\\.model\\.element\\.(?!Modifier$).*")
        .check(CLASSES);
  }

  @Test
  void onlyWriteKnowsJavaPoet() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".write")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.palantir.javapoet")
        .check(CLASSES);
  }

  @Test
  void thePipelineHasNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theProcessorDoesNotLinkTheRuntime() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.surprisal.runtime..")
        .check(CLASSES);
  }

  @Test
  void theRuntimeNeedsNothingButJava() {
    classes()
        .that()
        .resideInAPackage("dev.surprisal.runtime..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(concat(PLAIN_JAVA, "dev.surprisal.runtime..", "jdk.incubator.vector"))
        .check(CLASSES);
  }

  @Test
  void onlyKernelsMentionTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.surprisal.runtime.kernel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector")
        .check(CLASSES);
  }

  @Test
  void kernelsKnowNoLosses() {
    noClasses()
        .that()
        .resideInAPackage("dev.surprisal.runtime.kernel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.surprisal.runtime")
        .check(CLASSES);
  }
}
