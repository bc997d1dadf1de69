package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.polyglotdb.PolyglotApplication;
import dev.polyglotdb.testing.ShopTest;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The migration as a job of its own, in an empty database beside the shop's. */
@ShopTest
class MigrationTests {

    private static final String DATABASE = "migrated";

    private final JdbcClient jdbc;
    private final HikariDataSource shop;

    MigrationTests(JdbcClient jdbc, DataSource shop) throws SQLException {
        this.jdbc = jdbc;
        this.shop = shop.unwrap(HikariDataSource.class);
    }

    @BeforeEach
    void create() {
        drop();
        jdbc.sql("create database " + DATABASE).update();
    }

    @AfterEach
    void drop() {
        jdbc.sql("drop database if exists " + DATABASE + " with (force)").update();
    }

    @Test
    void onlyMigratesAndEnds() {
        PolyglotApplication.main(options(DATABASE));
        PolyglotApplication.main(options(DATABASE));

        var migrated = JdbcClient.create(database());
        assertThat(versions(migrated)).isNotEmpty().isEqualTo(versions(jdbc));
        assertThat(migrated.sql("select count(*) from users").query(Long.class).single())
                .isZero();
    }

    @Test
    void aMigrationThatIsImpossibleIsAFailure() {
        assertThatThrownBy(() -> PolyglotApplication.main(options("nowhere"))).isInstanceOf(RuntimeException.class);
    }

    /** Else all requests would wait behind the migration, as long as whoever has the table. */
    @Test
    void whoFindsATableLockedGivesUpAndTheNextStartGoesOn() throws SQLException {
        PolyglotApplication.main(options(DATABASE, "--spring.flyway.target=21"));
        try (var busy = database().getConnection()) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("lock table users in access share mode");

            assertThatThrownBy(() -> PolyglotApplication.main(options(DATABASE)))
                    .hasStackTraceContaining("canceling statement due to lock timeout");
        }
        assertThat(versions(JdbcClient.create(database()))).last().isEqualTo("21");

        PolyglotApplication.main(options(DATABASE));
        assertThat(versions(JdbcClient.create(database()))).isEqualTo(versions(jdbc));
    }

    /** The database cuts off after a second what the application's requests ask. */
    @Test
    void aMigrationMayTakeLongerThanAnyRequest() {
        jdbc.sql("alter database %s set statement_timeout = '1s'".formatted(DATABASE))
                .update();

        PolyglotApplication.main(
                options(DATABASE, "--spring.flyway.locations=classpath:db/migration,classpath:migrations"));

        var migrated = JdbcClient.create(database());
        assertThat(versions(migrated)).last().isEqualTo("9999");
        assertThatThrownBy(() -> migrated.sql("select pg_sleep(3)").query().listOfRows())
                .hasStackTraceContaining("statement timeout");
    }

    private DataSource database() {
        return new DriverManagerDataSource(url(DATABASE), shop.getUsername(), shop.getPassword());
    }

    private String[] options(String database, String... more) {
        var usual = new String[] {
            Migration.COMMAND,
            "--spring.datasource.url=" + url(database),
            "--spring.datasource.username=" + shop.getUsername(),
            "--spring.datasource.password=" + shop.getPassword(),
            "--spring.flyway.connect-retries=0"
        };
        return Stream.of(usual, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private String url(String database) {
        return shop.getJdbcUrl().replaceFirst("(?<=\\d/)[^/?]+", database);
    }

    private static List<String> versions(JdbcClient jdbc) {
        return jdbc.sql("select version from flyway_schema_history where success order by installed_rank")
                .query(String.class)
                .list();
    }
}
