package dev.polyglotdb.engines.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.PatientSql;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ShopTest
@SideBySide
class TrafficLedgerTests {

    private final Shop shop;
    private final Person customer;
    private final JdbcClient jdbc;
    private final TrafficLedger ledger;

    TrafficLedgerTests(Shop shop, ApplicationContext context, JsonMapper json) {
        this.shop = shop;
        this.customer = shop.customer();
        this.jdbc = PatientSql.of(context);
        var traffic = new SteadyTraffic(context.getEnvironment(), json) {
            @Override
            long userId() {
                return customer.id();
            }
        };
        this.ledger = new TrafficLedger(traffic, jdbc);
    }

    @Test
    void anOrderWithoutAKeyIsDoubledButNotOnceItsKeyWouldBeForgottenAnyway() {
        var order = Person.order(shop.product("1.00"), 1);
        customer.ordersOnce("a-key", order);
        assertThat(ledger.count().doubled()).isZero();

        customer.post("/orders", order);
        assertThat(ledger.count().doubled()).isOne();

        jdbc.sql("delete from idempotency where user_id = :id")
                .param("id", customer.id())
                .update();
        jdbc.sql("update orders set created_at = created_at - interval '1 day' where user_id = :id")
                .param("id", customer.id())
                .update();
        assertThat(ledger.count().doubled()).isZero();
    }
}
