package dev.polyglotdb.console;

import dev.polyglotdb.PolyglotApplication;
import dev.polyglotdb.engines.DevelopmentRelays;
import dev.polyglotdb.engines.Launch;
import dev.polyglotdb.engines.StoresConfiguration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;

/** Takes the pictures of the documentation, in a demo shop that is made for them and gone afterwards. */
public final class Pictures {

    static final Path FOLDER = Path.of("src/docs/pictures");
    private static final String ADA = "Ada Keller";
    private static final String ADMINISTRATOR = "Shop Administrator";

    private final Browser browser;
    private final String address;

    private Pictures(Browser browser, String address) {
        this.browser = browser;
        this.address = address;
    }

    public static void main(String[] args) {
        Launch.run(() -> {
            var application = SpringApplication.from(PolyglotApplication::main)
                    .with(StoresConfiguration.class)
                    .withAdditionalProfiles("demo", DevelopmentRelays.PROFILE)
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
        administration();
        order();
        brokenStore();
    }

    private void administration() {
        as(ADMINISTRATOR).opens("#/overview").sees(".sparkline");
        save("overview", 960);
        browser.opens("#/catalog?category=laptops").reads("Brennig");
        save("catalog", 760);
        browser.opens("#/operations").presses("Check").reads("equal");
        save("operations", 900);
    }

    private void order() {
        as(ADA).opens("#/order")
                .types("main input[type=search]", "halvory slate 14")
                .seesNot(".rows li:nth-child(2)")
                .presses("Add")
                .presses("Place the order")
                .sees(".waterfall [data-store=cassandra] .bar")
                .sees(".waterfall [data-store=neo4j] .bar")
                .reads("[:BOUGHT")
                .presses("Read it")
                .reads("TTL");
        save("order", 790);
        save("five-stores", ".five", 860);
        browser.opens("#/for-you").sees(".walk");
        save("for-you", 760);
        browser.opens("#/timeline");
        save("timeline", 700);
    }

    private void brokenStore() {
        as(ADMINISTRATOR)
                .opens("#/break")
                .presses("Start the traffic")
                .chooses("[data-key=cassandracut-off]")
                .sees(".broken [data-key=cassandraheal]:enabled")
                .sees(".broken h2 .badge.strong + .badge.strong")
                .sees(".answers .badge.strong")
                .presses("Count")
                .reads("acknowledged");
        save("break", 1100);
    }

    private Browser as(String person) {
        return browser.visits(address)
                .opens("#/sign-in")
                .chooses("button[data-person='%s']".formatted(person))
                .reads("Sign out");
    }

    private void save(String name, int height) {
        save(name, "h1", height);
    }

    private void save(String name, String top, int height) {
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name + ".png"), packed(browser.picture(top, height)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packs a picture as small as its format allows: the browser packs it quickly instead. */
    private static byte[] packed(byte[] png) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(0);
        var packed = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(packed)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(ImageIO.read(new ByteArrayInputStream(png)), null, null), parameters);
        }
        writer.dispose();
        return packed.toByteArray();
    }
}
