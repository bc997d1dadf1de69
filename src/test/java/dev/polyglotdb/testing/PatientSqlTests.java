package dev.polyglotdb.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
@SecondShop
class PatientSqlTests {

    private final ApplicationContext context;
    private final StoreControl stores;

    PatientSqlTests(ApplicationContext context, StoreControl stores) {
        this.context = context;
        this.stores = stores;
    }

    @Test
    void oneStatementAfterAnotherHasTheSameConnection() {
        assertThat(process()).isEqualTo(process());
    }

    @Test
    void aStatementThatFailsLeavesItsConnectionToTheNext() {
        var process = process();

        assertThatThrownBy(() -> jdbc().sql("select 1 / 0").query(Integer.class).single())
                .hasStackTraceContaining("division by zero");

        assertThat(process()).isEqualTo(process);
    }

    @Test
    void aStatementWaitsForNoOther() {
        var endless = "select pg_sleep(3600)";
        var running =
                CompletableFuture.supplyAsync(() -> jdbc().sql(endless).query().listOfRows());

        await().until(() -> jdbc().sql("select pg_terminate_backend(pid) from pg_stat_activity where query = :query")
                .param("query", endless)
                .query(Boolean.class)
                .list()
                .contains(true));

        assertThatThrownBy(running::join).hasStackTraceContaining("terminating connection");
        assertThat(process()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void postgresqlMayEndAndStartBetweenTwoStatements(boolean orderly) {
        assertThat(process()).isPositive();

        if (orderly) {
            stores.stop(Engine.POSTGRES);
        } else {
            stores.kill(Engine.POSTGRES);
        }
        stores.start(Engine.POSTGRES);

        assertThat(process()).isPositive();
    }

    private int process() {
        return jdbc().sql("select pg_backend_pid()").query(Integer.class).single();
    }

    private JdbcClient jdbc() {
        return PatientSql.of(context);
    }
}
