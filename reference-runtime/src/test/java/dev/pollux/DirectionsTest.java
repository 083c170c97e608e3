package dev.pollux;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room of the runtime may look into which. */
class DirectionsTest {
  private static final JavaClasses RUNTIME = ours();

  private static JavaClasses ours() {
    // Names are all that matters here; reading the JDK's classes as well takes many seconds.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter().importPath(Path.of("target", "classes"));
  }

  /** A room, and the rooms it may use; each may use the JDK, the model and itself. */
  static Stream<Arguments> rooms() {
    return Stream.of(
        room("dev.pollux"),
        room("dev.pollux.sync.."),
        room("dev.pollux.io.."),
        room("dev.pollux.time.."),
        room("dev.pollux.time.wheel.."),
        room("dev.pollux.runtime..", "dev.pollux.time.."),
        room("dev.pollux.net..", "dev.pollux.io..", "dev.pollux.runtime.."),
        room("dev.pollux.fs..", "dev.pollux.io..", "dev.pollux.runtime.."),
        room("dev.pollux.testing..", "dev.pollux.."));
  }

  private static Arguments room(String room, String... mayUse) {
    return Arguments.of(
        room,
        Stream.concat(
                Stream.of("dev.pollux", room, "org.jspecify..", "com.google.errorprone.."),
                Stream.of(mayUse))
            .toArray(String[]::new));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rooms")
  void room_usesOnlyWhatItMay(String room, String[] mayUse) {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage(room)
            .should()
            .onlyDependOnClassesThat(
                JavaClass.Predicates.resideInAnyPackage(mayUse)
                    .or(partOfTheJdk())
                    .or(thirdPartyOfTesting(room)));

    rule.allowEmptyShould(true).check(RUNTIME);
  }

  @Test
  void nothing_usesTheTestingSupport() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.pollux.testing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.pollux.testing..")
        .allowEmptyShould(true)
        .check(RUNTIME);
  }

  @Test
  void rooms_formNoCircle() {
    slices().matching("dev.pollux.(*)..").should().beFreeOfCycles().check(RUNTIME);
  }

  @Test
  void model_knowsNoThread() {
    noClasses()
        .that()
        .resideInAPackage("dev.pollux")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread")
        .check(RUNTIME);
  }

  private static DescribedPredicate<JavaClass> partOfTheJdk() {
    return JavaClass.Predicates.resideInAnyPackage("java..", "javax..", "jdk..")
        .or(JavaClass.Predicates.resideInAPackage(""));
  }

  /** Testing support may use JUnit, which is optional, and what reads class files. */
  private static DescribedPredicate<JavaClass> thirdPartyOfTesting(String room) {
    return JavaClass.Predicates.resideInAnyPackage("org.junit..", "org.opentest4j..")
        .and(
            DescribedPredicate.describe(
                "for " + room, type -> room.startsWith("dev.pollux.testing")));
  }
}
