package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

@Tag("fast")
class PostgresFailureAnalyzerTests {

    private final PostgresFailureAnalyzer analyzer = new PostgresFailureAnalyzer(new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://db:5432/polyglot?password=s3cret"));

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "28000", "28P01"})
    void whoeverStartsWithoutPostgresIsToldWhereItWasLookedFor(String state) {
        var failure = new IllegalStateException(new SQLException("refused", state));

        assertThat(Objects.requireNonNull(analyzer.analyze(failure)).getDescription())
                .isEqualTo("PostgreSQL can't be used at jdbc:postgresql://db:5432/polyglot: refused");
    }

    @Test
    void thePoolGivesTheReasonOfTheDriver() {
        var pool = new SQLTransientConnectionException("timed out");
        pool.initCause(new SQLException("password authentication failed", "28P01"));

        assertThat(Objects.requireNonNull(analyzer.analyze(pool)).getDescription())
                .endsWith(": password authentication failed")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "23505", ""})
    void otherFailuresAreLeftToOthers(String state) {
        assertThat(analyzer.analyze(new SQLException("syntax", state))).isNull();
        assertThat(analyzer.analyze(new IllegalStateException("no SQL at all"))).isNull();
    }
}
