package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import dev.polyglotdb.testing.ShopTest;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.ObjectProvider;

/** What keeps the application from starting, and what does not. */
@ShopTest
class TimelineTablesTests {

    private final ActivityProperties activityProperties;
    private final TimelineSchema timelineSchema;

    TimelineTablesTests(ActivityProperties activityProperties, TimelineSchema timelineSchema) {
        this.activityProperties = activityProperties;
        this.timelineSchema = timelineSchema;
    }

    /** Another instance may be making the tables, or one that died while it did so may still hold the lease. */
    static Stream<RuntimeException> whatTakesTooLong() {
        return Stream.of(new CompletionException(new TimeoutException()), new DriverTimeoutException("too late"));
    }

    @ParameterizedTest
    @MethodSource("whatTakesTooLong")
    void itStartsWithoutTablesThatTakeTooLong(RuntimeException failure) {
        assertThatCode(tables(failure)::afterSingletonsInstantiated).doesNotThrowAnyException();
    }

    @Test
    void itDoesNotStartWithSettingsThatAreWrong() {
        assertThatThrownBy(tables(new IllegalStateException("no such data center"))::afterSingletonsInstantiated)
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    private TimelineTables tables(RuntimeException failure) {
        ObjectProvider<CqlSession> none = new ObjectProvider<>() {
            @Override
            public CqlSession getObject() {
                throw failure;
            }
        };
        return new TimelineTables(none, activityProperties, timelineSchema, new MarkedPartitions());
    }
}
