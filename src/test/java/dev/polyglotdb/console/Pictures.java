package dev.polyglotdb.console;

import dev.polyglotdb.PolyglotApplication;
import dev.polyglotdb.engines.Launch;
import dev.polyglotdb.engines.StoresConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;

/** Takes the pictures of the documentation, in a demo shop that is made for them and gone afterwards. */
public final class Pictures {

    private static final Path FOLDER = Path.of("src/docs/pictures");
    private static final String ADA = "Ada Keller";
    private static final String ADMINISTRATOR = "Shop Administrator";

    private final Browser browser;
    private final String shop;

    private Pictures(Browser browser, String shop) {
        this.browser = browser;
        this.shop = shop;
    }

    public static void main(String[] args) {
        Launch.run(() -> {
            var application = SpringApplication.from(PolyglotApplication::main)
                    .with(StoresConfiguration.class)
                    .withAdditionalProfiles("demo")
                    .run("--server.port=0");
            try (var context = application.getApplicationContext();
                    var browser = new Browser()) {
                var port = context.getBean(Environment.class).getRequiredProperty("local.server.port");
                new Pictures(browser, "http://127.0.0.1:" + port).take();
            }
        });
        System.exit(0);
    }

    private void take() {
        as(ADMINISTRATOR).opens("#/overview").sees(".sparkline");
        save("overview");
        browser.opens("#/catalog?category=laptops").presses("MongoDB How it finds this").reads("db.products.find");
        save("catalog");
        browser.opens("#/operations").presses("Check").reads("equal");
        save("operations");
        as(ADA).opens("#/order")
                .types("main input[type=search]", "halvory slate 14")
                .seesNot(".rows li:nth-child(2)")
                .presses("Add")
                .presses("Place the order")
                .sees(".waterfall [data-store=cassandra] .bar")
                .sees(".waterfall [data-store=neo4j] .bar")
                .reads("[:BOUGHT");
        save("order");
        browser.opens("#/for-you").sees(".walk");
        save("for-you");
        browser.opens("#/timeline");
        save("timeline");
    }

    private Browser as(String person) {
        return browser.visits(shop).opens("#/sign-in").chooses("button[data-person='" + person + "']").reads("Sign out");
    }

    private void save(String name) {
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name + ".png"), browser.picture());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
