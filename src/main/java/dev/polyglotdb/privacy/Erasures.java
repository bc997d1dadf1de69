package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores the marks of erased users, in PostgreSQL. */
@Repository
@UsesStore(Store.POSTGRES)
class Erasures {

    /**
     * Counts the erasures with outbox entries that are not applied: those of the erasures themselves, which have ids
     * below zero, and those of orders whose users were erased.
     */
    static final String RUNNING = """
            select count(*) from (
                select -order_id from outbox where order_id < 0
                union
                select erasures.id from outbox
                join orders on orders.id = order_id
                join erasures on erasures.user_id = orders.user_id
                where insistent) running""";

    static final String LATEST = "select user_id from erasures order by id desc limit :limit";

    private final JdbcClient jdbc;

    Erasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Erasure add(long userId, String account) {
        return jdbc.sql("insert into erasures (user_id, account) values (:userId, :account) returning *")
                .param("userId", userId)
                .param("account", account)
                .query((row, number) -> erasure(row))
                .single();
    }

    Optional<Erasure> find(long id) {
        return jdbc.sql("select * from erasures where id = :id")
                .param("id", id)
                .query((row, number) -> erasure(row))
                .optional();
    }

    Optional<Erasure> ofUser(long userId) {
        return jdbc.sql("select * from erasures where user_id = :userId")
                .param("userId", userId)
                .query((row, number) -> erasure(row))
                .optional();
    }

    void forgetAccount(long id) {
        jdbc.sql("update erasures set account = null where id = :id and account is not null")
                .param("id", id)
                .update();
    }

    /** Returns how many erasures have outbox entries that are not applied yet. */
    long running() {
        return jdbc.sql(RUNNING).query(Long.class).single();
    }

    /** Returns the numbers of those who were erased last. */
    Set<Long> latest(int limit) {
        return jdbc.sql(LATEST).param("limit", limit).query(Long.class).set();
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(row.getLong("id"), row.getLong("user_id"), row.getString("account"));
    }
}
