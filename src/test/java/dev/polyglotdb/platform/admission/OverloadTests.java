package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients are told while all places are taken, as if by requests that never end. */
@ShopTest
class OverloadTests {

    /** More than there can ever be. */
    private static final int ALL = 10_000;

    private final Shop shop;
    private final Admission admission;
    private final MeterRegistry meters;
    private final Person ada;

    OverloadTests(Shop shop, Lanes lanes, MeterRegistry meters) {
        this.shop = shop;
        this.admission = lanes.clients();
        this.meters = meters;
        this.ada = shop.customer();
    }

    @BeforeEach
    void takeAllPlaces() {
        shop.admin();
        for (var i = 0; i < ALL; i++) {
            admission.turns().take();
        }
    }

    @AfterEach
    void freeAllPlaces() {
        for (var i = 0; i < ALL; i++) {
            admission.turns().release();
        }
    }

    @Test
    void theSurplusIsToldToComeBackWhateverItAsksFor() {
        var before = refused();

        var replies = List.of(
                shop.anybody().get("/products"),
                ada.client().get("/orders"),
                ada.client().post("/activity", "{\"type\": \"VIEW\"}"),
                shop.anybody().post("/auth/login", "this is not read"));

        assertThat(replies).allSatisfy(OverloadTests::isOverloaded);
        assertThat(refused()).isEqualTo(before + replies.size());
    }

    @Test
    void operatorsAreNeverRefused() {
        assertThat(shop.anybody().get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(shop.anybody().get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(shop.anybody().get("/actuator/health").status()).isEqualTo(200);
        assertThat(shop.admin().get("/admin/outbox").status()).isEqualTo(200);
        assertThat(shop.admin().get("/actuator/prometheus").http().body())
                .contains("admission_limit", "admission_active", "admission_waiting", "admission_refused_total");
    }

    private static void isOverloaded(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("overloaded");
        assertThat(reply.header("Retry-After")).hasValue("2");
        assertThat(reply.header("Server-Timing"))
                .hasValueSatisfying(timing -> assertThat(timing).matches("total;dur=[0-9.]+"));
        assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reply.text("/instance")).isEqualTo(reply.http().uri().getPath());
    }

    private double refused() {
        return meters.get("admission.refused").tag("lane", "clients").counter().count();
    }
}
