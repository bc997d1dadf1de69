package dev.polyglotdb.lab.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.mongodb.client.MongoClient;
import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Laboratory;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Wrong sides, and clients that die, while no engine is killed. */
@LabTest
class OrderSidesTests {

    private static final int PRODUCTS = 2;

    private final Laboratory laboratory;
    private final CqlSession session;
    private final MongoClient mongo;

    OrderSidesTests(Laboratory laboratory, CqlSession session, MongoClient mongo) {
        this.laboratory = laboratory;
        this.session = session;
        this.mongo = mongo;
    }

    @Test
    void aSideThatWritesWhatItReadBeforeOversells() {
        var wrong = new CassandraStatements("IF on_hand >= :quantity");
        assertThatThrownBy(() -> laboratory.tryOut(new OrderExperiment(wrong, false)))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining(OrderSides.SELL_OUT)
                .hasMessageContaining("Cassandra");
    }

    @Test
    void whatAClientOfCassandraLeftHalfDoneIsTakenBack() throws Exception {
        isTakenBack(new CassandraOrders(session, CassandraStatements.RIGHT) {
            @Override
            boolean decide(Checkout checkout, String status) {
                return dying(checkout) || super.decide(checkout, status);
            }
        });
    }

    @Test
    void whatAClientOfMongoLeftHalfDoneIsTakenBack() throws Exception {
        isTakenBack(new MongoOrders(mongo) {
            @Override
            boolean decide(Checkout checkout, String status) {
                return dying(checkout) || super.decide(checkout, status);
            }
        });
    }

    private static final class Dying extends RuntimeException {}

    /** The client of the second order dies when it has taken its units. */
    private static boolean dying(Checkout checkout) {
        if (checkout.reference().getMostSignificantBits() == 2) {
            throw new Dying();
        }
        return false;
    }

    private static void isTakenBack(TwoPhaseOrders store) throws Exception {
        var stock = Checkout.stock(PRODUCTS, 100);
        try {
            store.prepare(stock);
            assertThat(store.place(Checkout.of(1, PRODUCTS))).isTrue();
            assertThatThrownBy(() -> store.place(Checkout.of(2, PRODUCTS))).isInstanceOf(Dying.class);
            assertThat(Audit.of(stock, store.books(), Set.of(1L)).misfit())
                    .isEqualTo(Checkout.of(2, PRODUCTS).quantities().values().stream()
                            .mapToLong(Integer::longValue)
                            .sum());

            store.repair();

            assertThat(store.books().sold()).containsOnlyKeys(1L);
            assertThat(Audit.of(stock, store.books(), Set.of(1L))).isEqualTo(Audit.CLEAN);
        } finally {
            store.drop();
        }
    }
}
