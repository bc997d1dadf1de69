package dev.polyglotdb;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import jakarta.persistence.Entity;
import jakarta.validation.constraints.Size;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

@Tag("fast")
class ArchitectureTests {

    private static final JavaClasses CLASSES = OwnClasses.ALL;

    private static final String[] DRIVERS = {
        "com.mongodb..",
        "com.datastax..",
        "io.lettuce..",
        "org.neo4j..",
        "org.postgresql..",
        "com.zaxxer..",
        "org.hibernate.."
    };

    @Test
    void domainsKnowOnlyTheDomainsTheyDeclare() {
        ApplicationModules.of(PolyglotApplication.class).verify();
    }

    @Test
    void noModuleIsOpen() {
        assertThat(ApplicationModules.of(PolyglotApplication.class)).noneMatch(ApplicationModule::isOpen);
    }

    @Test
    void packagesHaveNoCyclesAtAnyDepth() {
        slices().matching("dev.polyglotdb.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void thePlatformKnowsNoDomain() {
        noClasses()
                .that()
                .resideInAPackage("dev.polyglotdb.platform..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.polyglotdb..").and(resideOutsideOfPackage("dev.polyglotdb.platform..")))
                .check(CLASSES);
    }

    @Test
    void onlyItsStoresRoomKnowsTheDriversOfTheStores() {
        noClasses()
                .that()
                .resideInAPackage("dev.polyglotdb.platform..")
                .and()
                .resideOutsideOfPackage("dev.polyglotdb.platform.stores")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DRIVERS)
                .check(CLASSES);
    }

    /** On Java 21 to 23, it would keep the carrier of its virtual thread for as long as the store takes. */
    @Test
    void noSynchronizedMethodAsksAStore() {
        noMethods()
                .that()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .should(callCodeOf(resideInAnyPackage(DRIVERS)
                        .or(resideInAnyPackage("org.springframework.data..", "org.springframework.jdbc.."))
                        .or(type(Supplier.class))))
                .check(CLASSES);
    }

    /** Whoever asks for such a stream has to close it; otherwise its statement, or its connection, stays open. */
    @Test
    void rowsOfPostgresAreReadAsLists() {
        noClasses()
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .check(CLASSES);
    }

    private static ArchCondition<JavaMethod> callCodeOf(DescribedPredicate<JavaClass> owners) {
        return ArchCondition.from(DescribedPredicate.describe(
                "call code of " + owners.getDescription(),
                method ->
                        method.getMethodCallsFromSelf().stream().anyMatch(call -> owners.test(call.getTargetOwner()))));
    }

    @Test
    void ofTheOrdersOnlyTheirFollowersKnowTimelinesAndThePurchaseGraph() {
        noClasses()
                .that()
                .resideInAPackage("dev.polyglotdb.orders..")
                .and()
                .resideOutsideOfPackage("dev.polyglotdb.orders.followers")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.polyglotdb.activity..", "dev.polyglotdb.recommend..")
                .check(CLASSES);
    }

    @Test
    void entitiesRepositoriesControllersAndConfigurationsStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .or()
                .areMetaAnnotatedWith(org.springframework.stereotype.Repository.class)
                .or()
                .areAssignableTo(org.springframework.data.repository.Repository.class)
                .or()
                .areAnnotatedWith(RestController.class)
                .or()
                .areAnnotatedWith(Configuration.class)
                .should()
                .notBePublic()
                .check(CLASSES);
    }

    /** {@code @Size} would count an emoji twice, unlike the OpenAPI document. */
    @Test
    void theLengthOfATextIsLimitedInCodePoints() {
        noFields()
                .that()
                .haveRawType(String.class)
                .should()
                .beAnnotatedWith(Size.class)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
