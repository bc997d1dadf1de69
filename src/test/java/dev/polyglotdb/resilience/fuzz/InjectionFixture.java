package dev.polyglotdb.resilience.fuzz;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Shop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;

/**
 * A text that would be a query, a command or a script in some store stays a plain text. It is returned unchanged and
 * harms no other user.
 */
abstract class InjectionFixture {

    final Shop shop;
    final Client admin;
    final Bystander bystander;

    InjectionFixture(Shop shop) {
        this.shop = shop;
        this.admin = shop.admin().client();
        this.bystander = Bystander.enter(shop);
    }

    @AfterEach
    void nothingHasHappenedToThem() {
        bystander.isUnharmed();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
