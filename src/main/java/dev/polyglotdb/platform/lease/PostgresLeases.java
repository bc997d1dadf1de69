package dev.polyglotdb.platform.lease;

import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps a lease as a row, and its end by the clock of PostgreSQL. No repository, because the exceptions of the work
 * must reach its caller as they are.
 */
@Component
class PostgresLeases implements Leases {

    private static final Logger log = LoggerFactory.getLogger(PostgresLeases.class);

    private final JdbcClient jdbc;

    PostgresLeases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean tryRun(String name, Duration time, Runnable work) {
        var holder = UUID.randomUUID().toString();
        if (!take(name, holder, time)) {
            return false;
        }
        try {
            work.run();
        } finally {
            giveBack(name, holder);
        }
        return true;
    }

    private boolean take(String name, String holder, Duration time) {
        return jdbc.sql("""
                        insert into leases (name, holder, held_until)
                        values (:name, :holder, now() + make_interval(secs => :seconds))
                        on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
                        where leases.held_until < now()""")
                        .param("name", name)
                        .param("holder", holder)
                        .param("seconds", time.toMillis() / 1_000.0)
                        .update()
                == 1;
    }

    /**
     * Releases the lease. A failure is only logged, because the work has ended whether or not PostgreSQL is still
     * there.
     */
    private void giveBack(String name, String holder) {
        try {
            jdbc.sql("delete from leases where name = :name and holder = :holder")
                    .param("name", name)
                    .param("holder", holder)
                    .update();
        } catch (DataAccessException failure) {
            log.warn("The lease {} is given back by its end only", name, failure);
        }
    }
}
