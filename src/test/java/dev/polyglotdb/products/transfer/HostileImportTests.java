package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

/** A file in which every other line is a product and all other lines are invalid. */
@ShopTest
class HostileImportTests extends ImportFixture {

    private static final String PRICE = "\"price\": {\"amount\": 1, \"currency\": \"EUR\"}";

    private final Map<byte[], String> bad = new LinkedHashMap<>();

    HostileImportTests(Shop shop, MongoOperations mongo) {
        super(shop, mongo);
    }

    @Test
    void everyBadLineIsReportedAndEveryGoodOneIsImported() {
        notUtf8();
        notJson();
        notAProduct();
        tooMuch();
        var file = new ByteArrayOutputStream();
        var good = 0;
        for (var line : bad.keySet()) {
            file.writeBytes((importer.line(good++, "1") + "\n").getBytes(StandardCharsets.UTF_8));
            file.writeBytes(line);
            file.write('\n');
        }

        var report = importer.importBytes(file.toByteArray());

        assertThat(Importer.counts(report)).isEqualTo(Importer.REPORT.formatted(good, 0, 0, bad.size()));
        var details = report.texts("/rejected", "/detail");
        assertThat(details).containsExactlyElementsOf(bad.values());
        for (var i = 0; i < details.size(); i++) {
            assertThat(report.number("/rejected/" + i + "/line")).isEqualTo(2L * i + 2);
        }
        assertThat(importer.exported()).hasSize(good);
    }

    private void notUtf8() {
        badBytes(0xC3); // truncated
        badBytes(0xE2, 0x82); // truncated
        badBytes(0xC0, 0xAF); // overlong
        badBytes(0xC0, 0x80); // overlong
        badBytes(0xED, 0xA0, 0x80); // half a surrogate pair
        badBytes(0xF5, 0x80, 0x80, 0x80); // beyond Unicode
        bad.put("{\"id\": 1}".getBytes(StandardCharsets.UTF_16), "is not UTF-8 at byte 1");
        bad.put("{\"id\": 1}".getBytes(StandardCharsets.UTF_16BE), "is not one JSON value, see column 1");
    }

    private void notJson() {
        bad("nonsense", "is not one JSON value, see column 1");
        bad("{\"id\": \"a\"", "is not one JSON value, see column 11");
        bad("{} {}", "is not one JSON value, see column 4");
        bad("{\"id\": \"a\0b\"}", "is not one JSON value, see column 10");
        bad("\0", "is not one JSON value, see column 1");
        bad("{\"id\": NaN}", "is not one JSON value, see column 11");
        bad("{\"id\": \"x\", \"price\": {\"amount\": 1, \"amount\": 2}}", "has #/price/amount twice");
        bad("{\"\\ud800\": 1, \"\\ud800\": 2}", "has #/? twice");
        bad("[".repeat(1000) + "]".repeat(1000), "is nested too deep, or has too long a name or number");
        bad(
                attributes("{\"a\":".repeat(999) + "1" + "}".repeat(999)),
                "is nested too deep, or has too long a name or number");
    }

    private void notAProduct() {
        bad("[" + importer.line("x", "1") + "]", "must be an object");
        bad("null", "must not be null");
        bad("7", "must be an object");
        bad("\"text\"", "must be an object");
        bad(
                "{\"id\": 7, \"name\": [], \"price\": \"1\"}",
                "#/id must be a string; #/name must be a string; #/price must be an object");
        bad(attributes("[]"), "#/attributes must be an object");
        bad(
                "{\"id\": \"import\", \"name\": \"n\", " + PRICE + "}",
                "#/id must be 1 to 64 letters, digits, dots, underscores or hyphens, and no reserved name");
        bad(
                "{\"id\": \"a\", \"name\": \"a\\u0000b\", " + PRICE + ", \"colour\": 1}",
                "#/colour is not a known field; #/name must have a visible character, and no control or format characters");
        bad(
                "{\"id\": \"a\", \"name\": \"\\ud800\", " + PRICE + "}",
                "#/name must have a visible character, and no control or format characters");
        bad(attributes("{\"k\": \"\\udc00\"}"), "#/attributes must be well-formed Unicode");
    }

    private void tooMuch() {
        bad(attributes("{\"n\": 1e999999999}"), "#/attributes must not hold numbers beyond 34 digits (decimal128)");
        bad(attributes("{\"n\": 100e2147483647}"), "#/attributes must not hold numbers beyond 34 digits (decimal128)");
        bad(attributes("{\"n\": 9223372036854775808}"), "#/attributes must not hold integers of more than 64 bits");
        bad(
                "{\"id\": \"a\", \"name\": \"n\", \"price\": {\"amount\": 1e999999999, \"currency\": \"EUR\"}}",
                "#/price/amount must be less than or equal to 1000000000000");
        bad(
                "{\"id\": \"a\", \"name\": \"n\", \"price\": {\"amount\": 100e2147483647, \"currency\": \"EUR\"}}",
                "#/price/amount must be less than or equal to 1000000000000");
        bad(attributes("{\"n\": " + "9".repeat(5000) + "}"), "is nested too deep, or has too long a name or number");
        bad(attributes("{\"d\":".repeat(64) + "{}" + "}".repeat(64)), "#/attributes must not nest deeper than 64");
        bad(attributes("{\"t\":\"" + "x".repeat(1 << 16) + "\"}"), "#/attributes must be at most 65536 bytes of JSON");
        bad("x".repeat(10 << 20), "is longer than 1048576 bytes");
        bad("{\"" + "x".repeat(40_000) + "\": 1}", ("#/" + "x".repeat(500)).substring(0, 500) + "…");
    }

    private void bad(String line, String detail) {
        bad.put(line.getBytes(StandardCharsets.UTF_8), detail);
    }

    /** Adds a product with these bytes in its name. */
    private void badBytes(int... bytes) {
        var line = new ByteArrayOutputStream();
        line.writeBytes(("{\"id\": \"" + importer.id("x") + "\", " + PRICE + ", \"name\": \"")
                .getBytes(StandardCharsets.UTF_8));
        var at = line.size() + 1;
        for (var each : bytes) {
            line.write(each);
        }
        line.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        bad.put(line.toByteArray(), "is not UTF-8 at byte " + at);
    }

    private static String attributes(String attributes) {
        return "{\"id\": \"a\", \"name\": \"n\", " + PRICE + ", \"attributes\": " + attributes + "}";
    }
}
