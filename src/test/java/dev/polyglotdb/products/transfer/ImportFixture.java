package dev.polyglotdb.products.transfer;

import dev.polyglotdb.testing.Shop;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoOperations;

/** An importer of a test's own, whose products are gone after the test. */
abstract class ImportFixture {

    final Importer importer;

    @LocalServerPort
    int port;

    ImportFixture(Shop shop, MongoOperations mongo) {
        importer = new Importer(shop, mongo);
    }

    @AfterEach
    void clear() {
        importer.clear();
    }
}
