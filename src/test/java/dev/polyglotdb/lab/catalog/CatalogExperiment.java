package dev.polyglotdb.lab.catalog;

import static dev.polyglotdb.lab.catalog.CatalogSides.JSON;
import static dev.polyglotdb.lab.catalog.CatalogSides.MONGO;
import static dev.polyglotdb.lab.catalog.CatalogSides.VALUES;

import com.mongodb.client.MongoClient;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.Metric;
import dev.polyglotdb.lab.Scale;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.products.ManyProducts;
import dev.polyglotdb.products.MeasuredCatalog;
import dev.polyglotdb.products.MeasuredListings;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.LongStream;

/** The catalog: the application's own code on MongoDB, and two models in PostgreSQL. */
public final class CatalogExperiment implements Experiment {

    private static final String DATABASE = "lab_catalog";
    private static final long FEW = 1_000;
    private static final int BATCH = 5_000;

    private final CatalogRules rules;

    public CatalogExperiment() {
        this(CatalogRules.RIGHT);
    }

    /** @param rules those of the models in PostgreSQL; only the right ones are right */
    CatalogExperiment(CatalogRules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public String title() {
        return "Catalog: products that share hardly an attribute";
    }

    @Override
    public String question() {
        return "A laptop and a novel are read as a whole, and found by any of their attributes and words, in a given"
                + " order, with counts of what else there is.";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        try {
            // The few always, because an emulator of MongoDB is compared over no more.
            for (var size : LongStream.concat(
                            LongStream.of(FEW), LongStream.of(bench.sizes(FEW, 20_000, 50_000, 1_000_000)))
                    .distinct()
                    .toArray()) {
                run(bench, size);
            }
        } finally {
            drop(bench);
        }
    }

    /** An emulator answers as MongoDB does, but not like it: it is asked once, over few products. */
    private static boolean isJudged(Workbench bench) {
        return !bench.emulated(Engine.MONGODB);
    }

    private void run(Workbench bench, long size) throws Exception {
        drop(bench);
        var sides = new LinkedHashMap<String, CatalogSide>();
        if (isJudged(bench) || size == FEW) {
            sides.put(MONGO, mongo(bench, size));
        }
        sides.put(JSON, load(bench, JSON, new JsonCatalog(bench.postgres(), rules), size));
        sides.put(VALUES, load(bench, VALUES, new ValueCatalog(bench.postgres(), rules), size));
        var catalog = new CatalogSides(bench, size, sides);
        catalog.agree();
        catalog.plans();
        // The few take no time that would be worth reading; the build tries only them.
        if (size > FEW || bench.scale() == Scale.BUILD) {
            catalog.measure();
            conclude(bench, size);
        }
    }

    private static CatalogSide mongo(Workbench bench, long size) {
        bench.step("loading %,d products into MongoDB".formatted(size));
        MongoClient client = bench.mongo();
        var catalog = new MeasuredCatalog(client, DATABASE);
        catalog.load(new ManyProducts(), size, Instant.now());
        catalog.createIndexes();
        var listings = new MeasuredListings(client, DATABASE);
        bench.model(MONGO, "indexes (ProductIndexes)", MeasuredListings.indexes());
        bench.durability(MONGO, "majority and journal; only read here");
        if (isJudged(bench)) {
            bench.storage(MONGO, size, size, listings.bytes());
        } else {
            bench.finding(
                    "MongoDB is an emulator in this run: it gave the same answers over %,d products, and is not judged."
                            .formatted(FEW));
        }
        return new MongoCatalog(listings);
    }

    private static CatalogSide load(Workbench bench, String name, PostgresCatalog side, long size) throws Exception {
        bench.step("loading %,d products into %s".formatted(size, name));
        side.create(new ManyProducts(), size, BATCH);
        bench.model(name, "tables", side.schema());
        bench.model(name, "indexes", side.indexes());
        bench.model(name, "one product", side.one("").text());
        bench.model(
                name,
                "attributes",
                side.pageQuery(Searches.BY_ATTRIBUTES.get(1), CatalogSides.PAGE).literal());
        bench.model(
                name,
                "words",
                side.pageQuery(Searches.BY_WORDS.get(2), CatalogSides.PAGE).literal());
        bench.model(name, "facets", side.facetQuery(Searches.WITH_FACETS.get(1)).literal());
        bench.durability(name, "WAL flushed before the acknowledgement (synchronous_commit on); only read here");
        bench.storage(name, size, size, side.bytes());
        return side;
    }

    private static void conclude(Workbench bench, long size) {
        for (var question : CatalogSides.QUESTIONS) {
            var json = bench.figure(question, JSON, size, Metric.RATE);
            var values = bench.figure(question, VALUES, size, Metric.RATE);
            bench.finding("%s, %,d products: jsonb %,.0f a second, entity-attribute-value %,.0f: %s."
                    .formatted(question, size, json.median(), values.median(), json.verdict("jsonb", values)));
            if (isJudged(bench)) {
                var mongo = bench.figure(question, MONGO, size, Metric.RATE);
                bench.finding("%s, %,d products: MongoDB %,.0f a second, jsonb %,.0f: %s."
                        .formatted(question, size, mongo.median(), json.median(), mongo.verdict(MONGO, json)));
            }
        }
    }

    private static void drop(Workbench bench) throws SQLException {
        new MeasuredCatalog(bench.mongo(), DATABASE).drop();
        for (var side : List.of(
                new JsonCatalog(bench.postgres(), CatalogRules.RIGHT),
                new ValueCatalog(bench.postgres(), CatalogRules.RIGHT))) {
            side.drop();
        }
    }
}
