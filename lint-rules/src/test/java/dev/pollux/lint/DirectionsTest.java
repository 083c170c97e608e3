package dev.pollux.lint;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which room of the linter may look into which. */
class DirectionsTest {
  private static final String ROOT = "dev.pollux.lint";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static void mayUse(String room, String... others) {
    String[] ours = new String[others.length + 1];
    System.arraycopy(others, 0, ours, 0, others.length);
    ours[others.length] = room;
    classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .negate()
                .or(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "in an allowed room",
                        type -> java.util.List.of(ours).contains(type.getPackageName()))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void parser_isKnownToTheSourceRoomAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".source")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.github.javaparser..", "org.objectweb.asm..")
        .check(CLASSES);
  }

  @Test
  void runtime_isKnownByNameOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.pollux..").and(resideInAPackage(ROOT + "..").negate()))
        .check(CLASSES);
  }

  @Test
  void words_needNobody() {
    mayUse(ROOT + ".code");
  }

  @Test
  void source_speaksTheWords() {
    mayUse(ROOT + ".source", ROOT + ".code");
  }

  @Test
  void flow_speaksTheWords() {
    mayUse(ROOT + ".flow", ROOT + ".code");
  }

  @Test
  void rules_useWordsFlowAndTheFacade() {
    mayUse(ROOT + ".rules", ROOT + ".code", ROOT + ".flow", ROOT);
  }

  @Test
  void reports_useTheFacade() {
    mayUse(ROOT + ".report", ROOT, ROOT + ".code");
  }

  @Test
  void nobodyUsesTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".cli")
        .check(CLASSES);
  }

  @Test
  void rooms_formNoCircle_butForTheFacadeThatListsTheRules() {
    slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(CLASSES);
  }
}
