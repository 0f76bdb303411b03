package io.confab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.confab.boot.Boot;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** The shape of the house, checked on the compiled classes. */
@AnalyzeClasses(packages = "io.confab", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "io.confab";

  /** Each package may use those before it, none after it. */
  private static final List<String> ORDER =
      List.of(
          "id",
          "secret",
          "protocol",
          "problem",
          "tenant",
          "limit",
          "cluster",
          "event",
          "webhook",
          "apikey",
          "room",
          "turn",
          "session",
          "chat",
          "call",
          "moderation",
          "usage",
          "audit",
          "signaling",
          "console",
          "boot");

  private static final Set<String> SCOPED = Set.of("call", "run", "jdbc", "within");

  @ArchTest
  static final ArchRule packagesLieFlatAndAreKnown =
      classes()
          .should()
          .resideInAnyPackage(ORDER.stream().map(name -> ROOT + "." + name).toArray(String[]::new))
          .orShould()
          .haveFullyQualifiedName(Main.class.getName());

  @ArchTest
  static final ArchRule packagesUseOnlyThoseBeforeThem = classes().should(useOnlyEarlierPackages());

  @ArchTest
  static final ArchRule packagesDescribeThemselves =
      classes()
          .that()
          .doNotHaveFullyQualifiedName(Main.class.getName())
          .should(bePackageDescribed());

  @ArchTest
  static final ArchRule onlyTransactionsOpenConnections =
      noClasses()
          .that(
              not(type(Transactions.class)).and(not(resideInAPackage(Boot.class.getPackageName()))))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(DataSource.class)
          .because("a connection that no Scope has entered reads no wall");

  @ArchTest
  static final ArchRule resourcesLeaveTheDatabaseToStores =
      noClasses()
          .that()
          .areAnnotatedWith(Path.class)
          .or()
          .resideInAPackage("..signaling..")
          .should()
          .dependOnClassesThat(
              type(EntityManager.class).or(type(Connection.class)).or(type(Statement.class)))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule storesTakeAScope =
      methods()
          .that(workForATenant())
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("..tenant..")
          .and()
          .arePublic()
          .should(takeAScopeFirst())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheClockTellsTheTime =
      noClasses()
          .that()
          .resideOutsideOfPackage("..boot..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .because("time is injected as an InstantSource, so that tests can move it");

  @ArchTest
  static final ArchRule namesSayWhatThingsDo =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)\\b.*");

  /** A look-up made before a tenant is known sees no rows of one, and so needs no Scope. */
  private static DescribedPredicate<JavaMethod> workForATenant() {
    return DescribedPredicate.describe(
        "work in a tenant's transaction",
        method ->
            method.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().isEquivalentTo(Transactions.class))
                .anyMatch(call -> SCOPED.contains(call.getName())));
  }

  private static <T> DescribedPredicate<T> not(final DescribedPredicate<T> predicate) {
    return DescribedPredicate.not(predicate);
  }

  private static ArchCondition<JavaMethod> takeAScopeFirst() {
    return new ArchCondition<>("take a Scope first") {
      @Override
      public void check(final JavaMethod method, final ConditionEvents events) {
        final List<JavaClass> parameters = method.getRawParameterTypes();
        final boolean scoped =
            !parameters.isEmpty() && parameters.getFirst().isEquivalentTo(Scope.class);
        events.add(
            new SimpleConditionEvent(
                method, scoped, method.getFullName() + " does not take a Scope first"));
      }
    };
  }

  private static ArchCondition<JavaClass> useOnlyEarlierPackages() {
    return new ArchCondition<>("use only packages before their own") {
      @Override
      public void check(final JavaClass own, final ConditionEvents events) {
        own.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> rank(dependency.getTargetClass()) > rank(own))
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.violated(dependency, dependency.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> bePackageDescribed() {
    return new ArchCondition<>("lie in a package with a package-info.java") {
      @Override
      public void check(final JavaClass own, final ConditionEvents events) {
        final java.nio.file.Path source =
            java.nio.file.Path.of("src/main/java", own.getPackageName().split("\\."));
        final boolean described = source.resolve("package-info.java").toFile().isFile();
        events.add(new SimpleConditionEvent(own, described, source + " has no package-info.java"));
      }
    };
  }

  private static int rank(final JavaClass each) {
    final JavaClass plain = each.getBaseComponentType();
    if (plain.getName().equals(Main.class.getName())) {
      return ORDER.size();
    }
    final String name = plain.getPackageName();
    return name.startsWith(ROOT + ".") ? ORDER.indexOf(name.substring(ROOT.length() + 1)) : -1;
  }
}
