package dev.polyglotdb.lab;

import dev.polyglotdb.testing.BorrowedStores;
import dev.polyglotdb.testing.TakingTurns;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestExecutionListeners;

/**
 * A test of an experiment: on the engines of the first shop, but without the application. The constructor gets the
 * {@link Laboratory}. Such tests run one after the other, beside tests of the shop that leave the engines alone. One
 * that stops or kills an engine takes the shop for itself, with {@code @ResourceLock(TakingTurns.FIRST_SHOP)}. They
 * measure, so {@code ./mvnw verify} leaves them out, and the workflow runs them: {@code src/docs/testing.md}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = LabTest.WithoutApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ResourceLock("lab")
@ResourceLock(value = TakingTurns.FIRST_SHOP, mode = ResourceAccessMode.READ)
@Order(3)
@Tag("lab")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestExecutionListeners(
        listeners = BorrowedStores.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface LabTest {

    /** A test configuration by itself would be added to the application. */
    @Import(LabConfiguration.class)
    class WithoutApplication {}
}
