package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import io.lettuce.core.RedisCommandExecutionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

@Tag("fast")
class StoreOutagesTests {

    static Stream<Throwable> outages() {
        return Stream.of(
                new IOException("reset"),
                new ConnectException("refused"),
                new SocketTimeoutException("silent"),
                new TimeoutException("late"),
                new SQLTransientConnectionException("pool"),
                new DataAccessResourceFailureException("away"),
                new QueryTimeoutException("late"),
                new DriverTimeoutException("late"),
                new ServiceUnavailableException("away"),
                new SessionExpiredException("moved"),
                new TransientException("Neo.TransientError.General.DatabaseUnavailable", "away"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aStoreThatIsAwayIsAnOutageHoweverItIsWrapped(Throwable failure) {
        assertThat(StoreOutages.isOutage(failure)).isTrue();
        assertThat(StoreOutages.isOutage(new CompletionException(failure))).isTrue();
        assertThat(StoreOutages.isOutage(new IllegalStateException(new RuntimeException(failure))))
                .isTrue();
    }

    static Stream<Throwable> defects() {
        return Stream.of(
                new IllegalStateException("bug"),
                new NullPointerException(),
                new SQLException("no state"),
                new DataIntegrityViolationException("duplicate"),
                new ClientException("Neo.ClientError.Statement.SyntaxError", "typo"),
                new CompletionException(new IllegalArgumentException("bug")));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void aMistakeOfOursIsNone(Throwable failure) {
        assertThat(StoreOutages.isOutage(failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08000", "08001", "08006", "53100", "53300", "57014", "57P01", "57P03", "58030"})
    void postgresSaysByItsStateThatItIsAway(String state) {
        assertThat(StoreOutages.isOutage(new SQLException("away", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "40001", "42601", "42P01", "00000", ""})
    void andByOthersThatItIsNot(String state) {
        assertThat(StoreOutages.isOutage(new SQLException("there", state))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OOM command not allowed when used memory > 'maxmemory'.",
                "MISCONF Redis is configured to save RDB snapshots",
                "LOADING Redis is loading the dataset in memory",
                "BUSY Redis is busy running a script.",
                "READONLY You can't write against a read only replica.",
                "MASTERDOWN Link with MASTER is down",
                "NOREPLICAS Not enough good replicas to write.",
                "CLUSTERDOWN The cluster is down"
            })
    void redisSaysByItsFirstWordThatItIsAway(String error) {
        assertThat(StoreOutages.isOutage(new RedisCommandExecutionException(error)))
                .isTrue();
        assertThat(StoreOutages.isOutage(new IllegalStateException(error))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR unknown command 'FOO'",
                "WRONGTYPE Operation against a key",
                "NOSCRIPT No matching script.",
                ""
            })
    void andByOthersThatItIsWeWhoAreWrong(String error) {
        assertThat(StoreOutages.isOutage(new RedisCommandExecutionException(error)))
                .isFalse();
    }
}
