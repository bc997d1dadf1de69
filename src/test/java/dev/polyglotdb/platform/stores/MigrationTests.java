package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.polyglotdb.PolyglotApplication;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
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

    private static final String OWNER = "migrated_owner";
    private static final String SERVING = "migrated";
    private static final Pattern ROLES = Pattern.compile("(?s)```sql\n(create role .*?)```");

    private static final String OUT_OF_REACH = """
            select relname from pg_class where relnamespace = (select oid from pg_namespace where nspname = 'public')
                and case relkind
                    when 'S' then not has_sequence_privilege(oid, 'usage')
                    when 'r' then not (has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
                        and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete'))
                end""";

    private static final String ORDER = """
            insert into orders (id, user_id, status, total, currency, created_at, version)
            select nextval('orders_seq'), id, 'PAID', 1, 'EUR', now(), 0 from users for key share""";

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
        jdbc.sql("drop role if exists " + OWNER).update();
        jdbc.sql("drop role if exists " + SERVING).update();
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

    /** By other names than the page has, because there is a superuser of one of them here. */
    @Test
    void theRoleThatServesMayDoWhatRequestsDoAndCannotChangeTheSchema() throws IOException {
        var roles = ROLES.matcher(Files.readString(Path.of("src/docs/deployment.md")));
        assertThat(roles.find()).isTrue();
        JdbcClient.create(database())
                .sql(roles.group(1).replace("polyglot", "migrated"))
                .update();

        PolyglotApplication.main(as(DATABASE, OWNER, "change-me"));

        var serving = JdbcClient.create(new DriverManagerDataSource(url(DATABASE), SERVING, "change-me"));
        assertThat(serving.sql(OUT_OF_REACH).query(String.class).list()).isEmpty();
        serving.sql("insert into users (email, name, password_hash, created_at) values ('a@b', 'Ada', '', now())")
                .update();
        assertThat(serving.sql(ORDER).update()).isEqualTo(1);
        assertThatThrownBy(() -> serving.sql("create table more (id bigint)").update())
                .hasStackTraceContaining("permission denied");
    }

    private DataSource database() {
        return new DriverManagerDataSource(url(DATABASE), shop.getUsername(), shop.getPassword());
    }

    private String[] options(String database, String... more) {
        return Stream.of(as(database, shop.getUsername(), shop.getPassword()), more)
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }

    private String[] as(String database, String user, String password) {
        return new String[] {
            Migration.COMMAND,
            "--spring.datasource.url=" + url(database),
            "--spring.datasource.username=" + user,
            "--spring.datasource.password=" + password,
            "--spring.flyway.connect-retries=0"
        };
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
