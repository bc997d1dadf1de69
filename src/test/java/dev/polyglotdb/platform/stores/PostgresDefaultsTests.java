package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@Tag("fast")
class PostgresDefaultsTests {

    private static final String URL = "spring.datasource.url";

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void ofSeveralHostsTheDriverLooksForThePrimary() {
        set(Map.of(URL, "jdbc:postgresql://one,two:5433/polyglot"));

        assertThat(driver("targetServerType")).isEqualTo("primary");
        assertThat(driver("hostRecheckSeconds")).isEqualTo("2");
        assertThat(driver("loginTimeout"))
                .as("a second a host, and two for the last")
                .isEqualTo("4");
    }

    @ParameterizedTest
    @CsvSource({"1s, 2", "2s, 2", "3s, 3", "10s, 6"})
    void aHostThatDoesNotAnswerIsRememberedForLongerThanItKeepsAConnectionWaiting(String responseTime, String seconds) {
        set(Map.of(URL, "jdbc:postgresql://one,two/polyglot", StoreTimeouts.SETTING, responseTime));

        assertThat(driver("hostRecheckSeconds")).isEqualTo(seconds);
    }

    @Test
    void ofOneHostItTakesWhatItFinds() {
        set(Map.of(URL, "jdbc:postgresql://one/polyglot?ApplicationName=a,b"));

        assertThat(driver("targetServerType")).isNull();
        assertThat(driver("loginTimeout")).isNull();
    }

    @Test
    void withoutAPoolerTheServerIsToldWhenToStopAStatementAndToGiveUpAClient() {
        set(Map.of(URL, "jdbc:postgresql://one/polyglot"));

        assertThat(driver("options"))
                .startsWith("-c statement_timeout=1900 ")
                .contains("-c idle_in_transaction_session_timeout=20000 ");
        assertThat(driver("prepareThreshold")).isNull();
    }

    @Test
    void throughAPoolerItStartsWithoutOptionsAndPreparesNothing() {
        set(Map.of(URL, "jdbc:postgresql://one/polyglot", "polyglot.stores.postgres-pooler", "true"));

        assertThat(driver("options")).isNull();
        assertThat(driver("prepareThreshold")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://one/polyglot | 1",
                "jdbc:postgresql://[::1]:5432,[::2]:5432/polyglot | 2",
                "jdbc:postgresql://one:1,two:2,three:3/polyglot?a=b,c | 3",
                "jdbc:postgresql:polyglot | 1",
                "'' | 1"
            })
    void hostsAreSeparatedByCommas(String url, int hosts) {
        assertThat(PostgresDefaults.hosts(url)).isEqualTo(hosts);
    }

    private @Nullable String driver(String property) {
        return environment.getProperty("spring.datasource.hikari.data-source-properties." + property);
    }

    private void set(Map<String, Object> properties) {
        environment.getPropertySources().addFirst(new MapPropertySource("set", properties));
        new PostgresDefaults().postProcessEnvironment(environment, new SpringApplication());
    }
}
