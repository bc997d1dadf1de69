package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.Phases;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Customers order at two instances on the same stores, of which one has a clock that is ten minutes ahead: first where
 * it is right, then at both. Before the end, that instance is killed with what it has claimed. The command is
 * <pre>./mvnw test -Dtest=AheadClockDrillTests -DexcludedGroups= -Dgroups=measurement</pre>
 */
@ShopTest
@Tag("measurement")
class AheadClockDrillTests {

    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final int BUYERS = 2;
    private static final int ORDERS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Shop shop;
    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final Phases atRight = new Phases();
    private final Phases atAhead = new Phases();

    AheadClockDrillTests(Shop shop, ApplicationContext context, JdbcClient jdbc) {
        this.shop = shop;
        this.context = context;
        this.jdbc = jdbc;
    }

    @Test
    void noOrderIsLostOrDoubledWhicheverInstanceTakesIt() {
        try (var right = Instance.start(context);
                var ahead = Instance.startAhead(context, AHEAD)) {
            var products = Stream.generate(() -> shop.product("10.00")).limit(5).toList();
            var first = new Buyers(right.client(), products, BUYERS, atRight);
            var second = new Buyers(ahead.client(), products, BUYERS, atAhead);
            atRight.begin("alone");
            try (var ordering = first.start()) {
                first.awaitMore(ORDERS);
                atRight.begin("both");
                atAhead.begin("both");
                try (var orderingToo = second.start()) {
                    first.awaitMore(ORDERS);
                    second.awaitMore(ORDERS);
                }
                ahead.kill();
                atRight.begin("alone again");
                first.awaitMore(ORDERS);
            }
            await("the outbox").atMost(PATIENCE).until(() -> waiting() == 0);

            print("the clock that is right", first, atRight);
            print("ten minutes ahead", second, atAhead);
            for (var buyers : List.of(first, second)) {
                assertThat(buyers.lost(jdbc)).as("lost").isEmpty();
                assertThat(buyers.doubled(jdbc)).as("doubled").isZero();
            }
        }
    }

    private void print(String drill, Buyers buyers, Phases phases) {
        phases.print(drill, buyers.acknowledged(), buyers.lost(jdbc).size(), buyers.doubled(jdbc));
    }

    private long waiting() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }
}
