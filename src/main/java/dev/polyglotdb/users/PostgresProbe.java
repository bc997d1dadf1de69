package dev.polyglotdb.users;

import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.StoreProbe;
import dev.polyglotdb.web.UsesStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
@UsesStore(Store.POSTGRES)
class PostgresProbe implements StoreProbe {

    private final JdbcClient jdbc;

    PostgresProbe(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Store store() {
        return Store.POSTGRES;
    }

    @Override
    public void probe() {
        jdbc.sql("select 1").query(Integer.class).single();
    }
}
