package dev.polyglotdb.orders.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.PatientSql;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The run book finds orders that stand again though their money was returned, after the loss of a primary. */
@ShopTest
class LostCancellationTests {

    private static final Pattern SEARCH = Pattern.compile("(?s)```sql\\s+(select orders\\.id [^;]+);");
    private static final Pattern TIME = Pattern.compile("'2[^']+Z'");

    private final Shop shop;
    private final JdbcClient jdbc;
    private final JdbcClient patient;
    private final TransactionTemplate transactions;

    LostCancellationTests(Shop shop, ApplicationContext context, JdbcClient jdbc, TransactionTemplate transactions) {
        this.shop = shop;
        this.jdbc = jdbc;
        this.patient = PatientSql.of(context);
        this.transactions = transactions;
    }

    @Test
    void anOrderWhoseMoneyWasReturnedIsFoundAmongThoseThatStand() throws IOException {
        var search = search();
        var stands = placed();
        var cancelled = placed();
        var cancellation = Shop.patiently(() -> shop.admin().post("/orders/" + cancelled + "/cancel"));
        assertThat(cancellation.status()).as(cancellation.toString()).isEqualTo(200);
        await().until(() -> atProvider(cancelled).equals("RELEASED"));

        var found = Objects.requireNonNull(transactions.execute(transaction -> {
            transaction.setRollbackOnly();
            loseCancellation(cancelled);
            return jdbc.sql(search).query(Long.class).list();
        }));

        assertThat(found).contains(cancelled).doesNotContain(stands);
    }

    private static String search() throws IOException {
        var block = SEARCH.matcher(Files.readString(Path.of("src/docs/scaling.md")));
        assertThat(block.find()).isTrue();
        return TIME.matcher(block.group(1)).replaceFirst("now()");
    }

    private long placed() {
        var key = Shop.unique("order");
        var order = Person.cardOrder(shop.product("5.00"), 1, "tok_visa");
        var customer = shop.customer();
        var placed = Shop.patiently(() -> customer.ordersOnce(key, order));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        return placed.number("/id");
    }

    private String atProvider(long order) {
        return patient.sql(
                        "select g.status from simulated_gateway g join payments using (reference) where order_id = :id")
                .param("id", order)
                .query(String.class)
                .single();
    }

    /** For this transaction only, which also has the file of the provider. */
    private void loseCancellation(long order) {
        for (var change : List.of(
                "update orders set status = 'PAID', cancelled_at = null where id = :id",
                "update payments set status = 'CAPTURED' where order_id = :id")) {
            jdbc.sql(change).param("id", order).update();
        }
        jdbc.sql("create temporary table held (reference uuid primary key) on commit drop")
                .update();
        jdbc.sql("insert into held select reference from simulated_gateway where status <> 'RELEASED'")
                .update();
    }
}
