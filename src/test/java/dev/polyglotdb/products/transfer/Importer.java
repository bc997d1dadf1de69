package dev.polyglotdb.products.transfer;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Projections.include;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * An administrator who imports products with distinct ids and can delete them again, so that other tests need not page
 * through them.
 */
final class Importer {

    static final String REPORT = "inserted %d, updated %d, unchanged %d, rejected %d";

    private static final int PORTION = 500;

    private final Shop shop;
    private final MongoOperations mongo;
    private final String prefix = Shop.unique("import");

    Importer(Shop shop, MongoOperations mongo) {
        this.shop = shop;
        this.mongo = mongo;
    }

    /** Returns an id that only this importer uses. */
    String id(Object name) {
        return prefix + "-" + name;
    }

    /** Returns a line with a product. */
    String line(Object name, String price) {
        return """
                {"id": "%s", "name": "Product %s", "price": {"amount": %s, "currency": "EUR"}}""".formatted(id(name), name, price);
    }

    /** Imports products with this text as an attribute, so that they take room. */
    void importLarge(int from, int to, String text) {
        var lines = IntStream.range(from, to)
                .mapToObj(name -> line(name, "1").replace("}}", "}, \"attributes\": {\"t\": \"" + text + "\"}}"))
                .toArray(String[]::new);
        var reply = Shop.patiently(() -> importLines(lines));
        if (reply.status() != 200) {
            throw new AssertionError("can't import: " + reply);
        }
    }

    Reply importLines(String... lines) {
        return importBytes(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Tells what the import would do. */
    Reply tryLines(String... lines) {
        return admin().client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import?dryRun=true", BodyPublishers.ofString(String.join("\n", lines)));
    }

    Reply importBytes(byte[] body) {
        return admin().client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import", BodyPublishers.ofByteArray(body));
    }

    /** Returns the exported lines that belong to this importer. */
    List<String> exported() {
        return export().lines().filter(line -> line.contains(prefix)).toList();
    }

    /** Returns a whole export. If MongoDB is late there is none, and nobody can tell that from an empty catalog. */
    String export() {
        var reply = Shop.patiently(() -> admin().get("/products/export"));
        if (reply.status() != 200) {
            throw new AssertionError("can't export: " + reply);
        }
        return reply.http().body();
    }

    Reply get(Object name) {
        return shop.anybody().get("/products/" + id(name));
    }

    Person admin() {
        return shop.admin();
    }

    /** Returns the counts of a report in the form of {@link #REPORT}. */
    static String counts(Reply reply) {
        if (reply.status() != 200) {
            throw new AssertionError("no report: " + reply);
        }
        return REPORT.formatted(
                reply.number("/inserted"),
                reply.number("/updated"),
                reply.number("/unchanged"),
                reply.number("/rejectedCount"));
    }

    /** Deletes all its products directly, bypassing the application. */
    void clear() {
        var all = mongo.getCollection("products").withTimeout(1, TimeUnit.MINUTES);
        var ids = all.find(regex("_id", "^" + prefix))
                .projection(include("_id"))
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
        // Deletes in small portions, because the emulator holds all deleted documents in memory at once.
        for (var from = 0; from < ids.size(); from += PORTION) {
            all.deleteMany(in("_id", ids.subList(from, Math.min(from + PORTION, ids.size()))));
        }
    }
}
