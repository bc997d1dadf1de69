package dev.polyglotdb.platform.stores;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What PostgreSQL's own statistics say of the sizes of tables. They are a second old at most. */
@Repository
@UsesStore(Store.POSTGRES)
class TableStatistics {

    private static final String ROWS = """
            select relname, n_live_tup from pg_stat_user_tables
            where schemaname = any(current_schemas(false)) and relname = any(:tables)""";

    private final JdbcClient jdbc;

    TableStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Long> rows(Collection<String> tables) {
        var rows = new HashMap<String, Long>();
        jdbc.sql(ROWS).param("tables", tables.toArray(String[]::new)).query(row -> {
            rows.put(row.getString("relname"), row.getLong("n_live_tup"));
        });
        return rows;
    }
}
