package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.testing.PatientCql;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** The tables are made by whoever holds the lease, and only those that are missing. */
@Order(3)
class TimelineSchemaTests extends TimelineFixture {

    private final ActivityProperties own = new ActivityProperties(
            Duration.ofDays(1), "schema_" + Long.toUnsignedString(user, 36), null, DataSize.ofMegabytes(2));

    private final List<String> created = new ArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    @AfterEach
    void leaveNothing() {
        PatientCql.execute(cassandra, "DROP KEYSPACE IF EXISTS " + own.keyspace());
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        free().complete(watched());
        assertThat(created).hasSize(6).allMatch(statement -> statement.contains("IF NOT EXISTS"));
        created.clear();

        free().complete(watched());
        assertThat(created).isEmpty();

        PatientCql.execute(cassandra, "DROP TABLE " + own.keyspace() + ".activity_claims");
        free().complete(watched());
        assertThat(created).singleElement().asString().contains(own.keyspace() + ".activity_claims");
    }

    /** The other instance makes the tables while this one asks for the lease for the third time. */
    @Test
    void whoFindsAnotherAtWorkWaitsForItsTables() {
        var waiting = new TimelineSchema(own, (name, time, work) -> {
            if (refused.incrementAndGet() == 3) {
                free().complete(cassandra);
            }
            return false;
        });

        waiting.complete(watched());

        assertThat(refused).hasValue(3);
        assertThat(created).isEmpty();
        assertThat(query("SELECT * FROM " + own.keyspace() + ".activity_claims"))
                .isEmpty();
    }

    /** As the driver's never does after an outage broke off the one before. */
    @Test
    void whereTheDriverNeverLooksAgainCassandraIsAwayInsteadOfWaitingForGood() {
        assertThatThrownBy(() -> free().complete(session("refreshSchemaAsync", arguments -> new CompletableFuture<>())))
                .isInstanceOf(StoreUnavailableException.class);
    }

    /** Whoever had the lease too early would make them a second time. */
    @Test
    void whatCassandraMakesTooSlowlyIsAwaited() {
        free().complete(session("execute", arguments -> {
            cassandra.execute((SimpleStatement) arguments[0]);
            throw new DriverTimeoutException("by the test");
        }));

        assertThat(query("SELECT * FROM " + own.keyspace() + ".activity_claims"))
                .isEmpty();
    }

    private TimelineSchema free() {
        return new TimelineSchema(own, (name, time, work) -> {
            work.run();
            return true;
        });
    }

    /** The session, and a note of what is executed by it. */
    private CqlSession watched() {
        return session("none", arguments -> null);
    }

    /** Such a session of which one method does something else. */
    private CqlSession session(String name, Function<Object[], @Nullable Object> call) {
        return (CqlSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CqlSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        return call.apply(arguments);
                    }
                    if (method.getName().equals("execute")) {
                        created.add(((SimpleStatement) (Statement<?>) arguments[0]).getQuery());
                    }
                    try {
                        return method.invoke(cassandra, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
