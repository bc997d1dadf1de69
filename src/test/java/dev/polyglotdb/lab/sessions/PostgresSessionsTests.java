package dev.polyglotdb.lab.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Sql;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LabTest
class PostgresSessionsTests {

    private static final String TABLE = "lab_session_tests";

    private final PostgresSessions postgresSessions;
    private final People loggedIn = new People(Instant.now(), 20);
    private final Sql sql;

    PostgresSessionsTests(DataSource postgres) {
        postgresSessions = new PostgresSessions(
                postgres, TABLE, SessionStatements.prolongingOnceAMinute(TABLE, PostgresSessions.LIVE));
        sql = new Sql(postgres);
    }

    @BeforeEach
    void load() throws Exception {
        drop();
        postgresSessions.execute(postgresSessions.statements().create());
        postgresSessions.load(loggedIn);
    }

    @AfterEach
    void drop() throws SQLException {
        sql.execute("drop table if exists " + TABLE);
    }

    @Test
    void aSessionIsNotProlongedWhileItIsMeasuredForMinutes() throws Exception {
        pass("5 minutes");
        var before = ends();
        assertThat(postgresSessions.use(loggedIn.token(0))).isPresent();
        assertThat(ends()).isEqualTo(before);
    }

    @Test
    void aSessionIsProlongedAMinuteAfterItsLastUse() throws Exception {
        pass("11 minutes");
        var before = ends();
        assertThat(postgresSessions.use(loggedIn.token(0))).isPresent();
        assertThat(ends()).isGreaterThan(before);
    }

    /** Makes all sessions as old as if so much time had passed. */
    private void pass(String time) throws SQLException {
        sql.execute("update %s set expires_at = expires_at - interval '%s'".formatted(TABLE, time));
    }

    /** Returns the ends of all sessions together. */
    private long ends() throws SQLException {
        return sql.number("select sum(extract(epoch from expires_at) * 1000000)::bigint from " + TABLE);
    }
}
