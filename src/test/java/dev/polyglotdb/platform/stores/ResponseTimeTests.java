package dev.polyglotdb.platform.stores;

import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_TIMEOUT;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.mongodb.MongoClientSettings;
import com.zaxxer.hikari.HikariDataSource;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.platform.admission.Lanes;
import dev.polyglotdb.platform.stores.SilentStores.Question;
import dev.polyglotdb.platform.tracing.TracedShop;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.neo4j.autoconfigure.Neo4jProperties;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * With twice the response time, all that is derived from it is twice as long. This shop also sends its traces; another
 * shop for that would cost the build more time.
 */
@ShopTest
@TestPropertySource(properties = "polyglot.stores.response-time=4s")
@DirtiesContext
class ResponseTimeTests extends TracedShop {

    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final Duration TWICE = Duration.ofSeconds(4);

    private final StoreTimeouts timeouts;
    private final DataSource postgres;
    private final JdbcClient jdbc;
    private final List<MongoClientSettingsBuilderCustomizer> mongodb;
    private final LettuceConnectionFactory redis;
    private final CqlSession cassandra;
    private final Neo4jProperties neo4j;
    private final Lanes lanes;
    private final PasswordEncoder passwordEncoder;
    private final Shop shop;
    private final StoreControl stores;

    ResponseTimeTests(
            StoreTimeouts timeouts,
            DataSource postgres,
            JdbcClient jdbc,
            List<MongoClientSettingsBuilderCustomizer> mongodb,
            LettuceConnectionFactory redis,
            CqlSession cassandra,
            Neo4jProperties neo4j,
            Lanes lanes,
            PasswordEncoder passwordEncoder,
            Shop shop,
            StoreControl stores) {
        super(shop, jdbc);
        this.timeouts = timeouts;
        this.postgres = postgres;
        this.jdbc = jdbc;
        this.mongodb = mongodb;
        this.redis = redis;
        this.cassandra = cassandra;
        this.neo4j = neo4j;
        this.lanes = lanes;
        this.passwordEncoder = passwordEncoder;
        this.shop = shop;
        this.stores = stores;
    }

    @Test
    void thePoolAndTheDriverOfPostgresWaitTwiceAsLong() throws SQLException {
        var pool = postgres.unwrap(HikariDataSource.class);

        assertThat(pool.getConnectionTimeout()).isEqualTo(2_000);
        assertThat(pool.getValidationTimeout()).isEqualTo(500);
        assertThat(pool.getDataSourceProperties()).containsEntry("connectTimeout", "2");
        try (var connection = postgres.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(4_000);
        }
        var times =
                "select current_setting(name) from pg_settings where name ~ '(statement|session)_timeout' order by name";
        assertThat(jdbc.sql(times).query(String.class).list()).contains("40s", "3800ms");
    }

    @Test
    void theDriverOfMongodbDoes() {
        var builder = MongoClientSettings.builder();
        mongodb.forEach(customizer -> customizer.customize(builder));
        var settings = builder.build();

        assertThat(settings.getClusterSettings().getServerSelectionTimeout(MILLISECONDS))
                .isEqualTo(2_000);
        assertThat(settings.getSocketSettings().getConnectTimeout(MILLISECONDS)).isEqualTo(2_000);
        assertThat(settings.getSocketSettings().getReadTimeout(MILLISECONDS)).isEqualTo(2_000);
        assertThat(settings.getConnectionPoolSettings().getMaxWaitTime(MILLISECONDS))
                .isEqualTo(2_000);
    }

    @Test
    void theDriverOfRedisDoes() {
        var client = redis.getClientConfiguration();
        var options = client.getClientOptions().orElseThrow();

        assertThat(client.getCommandTimeout()).hasSeconds(2);
        assertThat(options.getSocketOptions().getConnectTimeout()).hasSeconds(2);
        assertThat(options.getTimeoutOptions().getSource().getTimeout(new Command<>(CommandType.PING, null)))
                .isEqualTo(2_000);
    }

    @Test
    void theDriverOfCassandraDoes() {
        var driver = cassandra.getContext().getConfig().getDefaultProfile();

        assertThat(driver.getDuration(CONNECTION_CONNECT_TIMEOUT)).hasSeconds(2);
        assertThat(driver.getDuration(CONNECTION_INIT_QUERY_TIMEOUT)).hasSeconds(4);
        assertThat(driver.getDuration(CONTROL_CONNECTION_TIMEOUT)).hasSeconds(4);
        assertThat(driver.getDuration(REQUEST_TIMEOUT)).hasSeconds(3);
    }

    @Test
    void theDriverOfNeo4jDoes() {
        assertThat(neo4j.getConnectionTimeout()).hasSeconds(2);
        assertThat(neo4j.getPool().getConnectionAcquisitionTimeout()).hasSeconds(2);
        assertThat(neo4j.getMaxTransactionRetryTime()).hasSeconds(2);
    }

    @Test
    void aRequestMayUseItsStoresTwiceAsLong() {
        await().pollInSameThread().untilAsserted(() -> {
            ServerTiming.begin(timeouts);
            try {
                assertThat(TimeBudget.atMost(TWICE)).isCloseTo(Duration.ofMillis(3_000), Duration.ofMillis(500));
            } finally {
                ServerTiming.end();
            }
        });
    }

    @Test
    void oneWaitsForOnesTurnTwiceAsLong() {
        var guard = new StoreGuards(new SimpleMeterRegistry(), () -> timeouts, TWICE, store -> false).of(Store.REDIS);
        IntStream.range(0, 100).forEach(i -> guard.enter());

        await().pollInSameThread().untilAsserted(() -> {
            var begun = System.nanoTime();
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(guard::enter);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
            assertThat(Tally.since(begun)).isLessThanOrEqualTo(USUAL.plus(Tally.SLACK));
        });
    }

    @Test
    void aRequestWaitsForItsTurnTwiceAsLongAndAllOfThatIsPartOfTheResponseTime() {
        assertThat(List.of(lanes.clients(), lanes.operators(), lanes.pages()))
                .extracting("patience", "charged")
                .containsOnly(tuple(Duration.ofMillis(2_400), Duration.ofMillis(2_400)));
    }

    @Test
    void aLoginWaitsForAProcessorTwiceAsLong() {
        assertThat(passwordEncoder).extracting("maxWait").isEqualTo(Duration.ofMillis(1_500));
    }

    /** Through all that a domain puts between a client and its store. */
    @Test
    void aClientIsToldAfterMoreThanTheUsualTimeThatAStoreIsSilent() {
        var customer = shop.customer();
        var product = shop.product("10.00");
        var silent = new SilentStores(shop, stores, new StoreTimeouts(USUAL).allStores(), TWICE.plus(Tally.SLACK));

        silent.assertTold(
                new Question(Engine.POSTGRES, () -> customer.get("/orders")),
                new Question(Engine.CASSANDRA, () -> customer.get("/activity")),
                new Question(Engine.NEO4J, () -> customer.get("/products/" + product + "/related")));
        silent.assertTold(
                new Question(Engine.MONGODB, () -> shop.anybody().get("/products")),
                new Question(Engine.REDIS, () -> customer.get("/orders")));
    }
}
