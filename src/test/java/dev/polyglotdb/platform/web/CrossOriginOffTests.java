package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** As long as the operator has named no other site. */
@ShopTest
class CrossOriginOffTests {

    private final Shop shop;

    CrossOriginOffTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aBrowserThatAsksForAnotherSiteIsRefused() {
        for (var path : new String[] {"/products", "/orders", "/auth/login", "/nothing"}) {
            var reply = elsewhere()
                    .with("Access-Control-Request-Method", "POST")
                    .with("Access-Control-Request-Headers", "authorization")
                    .send("OPTIONS", path, BodyPublishers.noBody());

            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.problem()).isEqualTo("forbidden");
            hasNoHeaderOfCors(reply);
        }
    }

    @Test
    void anyOtherRequestIsAnsweredAsIfNobodyHadAsked() {
        var reply = elsewhere().get("/products");

        assertThat(reply.status()).isEqualTo(200);
        hasNoHeaderOfCors(reply);
        assertThat(shop.anybody()
                        .send("OPTIONS", "/orders", BodyPublishers.noBody())
                        .header("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET", "POST"));
    }

    private Client elsewhere() {
        return shop.anybody().with("Origin", "https://evil.example");
    }

    private static void hasNoHeaderOfCors(Reply reply) {
        assertThat(reply.http().headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }
}
