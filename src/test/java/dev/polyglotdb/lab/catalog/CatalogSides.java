package dev.polyglotdb.lab.catalog;

import dev.polyglotdb.lab.Operation;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.products.ManyProducts;
import dev.polyglotdb.products.MeasuredListings.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;

/** The same products in several models, by the names of the sides. */
record CatalogSides(Workbench bench, long size, Map<String, CatalogSide> sides) {

    static final String MONGO = "MongoDB";
    static final String JSON = "PostgreSQL, jsonb";
    static final String VALUES = "PostgreSQL, entity-attribute-value";

    static final String ONE = "One product";
    static final String ATTRIBUTES = "Filter by attributes";
    static final String WORDS = "Search words";
    static final String FACETS = "Count facets";
    static final List<String> QUESTIONS = List.of(ONE, ATTRIBUTES, WORDS, FACETS);

    static final int PAGE = 20;
    static final int CLIENTS = 4;

    private static final int COMPARED = 50;

    private interface Answer {
        Object of(CatalogSide side, int thread, long i) throws Exception;
    }

    private Answer answer(String question) {
        var products = new ManyProducts();
        return switch (question) {
            case ONE -> (side, thread, i) -> side.find(products.id(i * 7919 % size));
            case ATTRIBUTES -> (side, thread, i) -> side.page(Searches.each(Searches.BY_ATTRIBUTES, thread, i), PAGE);
            case WORDS -> (side, thread, i) -> side.page(Searches.each(Searches.BY_WORDS, thread, i), PAGE);
            case FACETS -> (side, thread, i) -> side.facets(Searches.each(Searches.WITH_FACETS, thread, i));
            default -> throw new IllegalArgumentException(question);
        };
    }

    /** Has the sides answer everything, and fails unless they do so with the same products in the same order. */
    void agree() throws Exception {
        bench.step("comparing %,d products".formatted(size));
        same(ONE, side -> {
            var products = new ArrayList<String>();
            for (var i = 0; i < COMPARED; i++) {
                products.add(text((Content) answer(ONE).of(side, 0, i)));
            }
            return products;
        });
        for (var search : Searches.all().toList()) {
            same(
                    "Products that match " + search,
                    side -> side.page(search, PAGE).stream()
                            .map(CatalogSides::text)
                            .toList());
        }
        for (var search : Searches.WITH_FACETS) {
            same("Facets of " + search, side -> side.facets(search));
        }
    }

    private interface Rows {
        List<String> of(CatalogSide side) throws Exception;
    }

    private void same(String question, Rows rows) throws Exception {
        var answers = new LinkedHashMap<String, Callable<List<String>>>();
        sides.forEach((name, side) -> answers.put(name, () -> rows.of(side)));
        bench.same(question, size, answers);
    }

    /** Returns a product with its members in order: {@code jsonb} does not keep that of the writer. */
    private static String text(Content product) {
        return "%s %s %s %s %s %s"
                .formatted(
                        product.id(),
                        product.name(),
                        product.category(),
                        product.brand(),
                        product.amount(),
                        ordered(FreeForm.parse(product.attributes()).tree()));
    }

    private static Object ordered(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, Object>();
            node.properties().forEach(member -> members.put(member.getKey(), ordered(member.getValue())));
            return members;
        }
        return node.isArray() ? node.valueStream().map(CatalogSides::ordered).toList() : node.toString();
    }

    void measure() throws Exception {
        for (var question : QUESTIONS) {
            var answer = answer(question);
            var operations = new LinkedHashMap<String, Operation>();
            sides.forEach((name, side) -> operations.put(name, (thread, i) -> answer.of(side, thread, i)));
            bench.measure(question, size, CLIENTS, operations);
        }
    }

    /** Prints how each side finds what it is asked first. */
    void plans() throws Exception {
        var id = new ManyProducts().id(0);
        var attributes = Searches.BY_ATTRIBUTES.get(1);
        var words = Searches.BY_WORDS.get(2);
        var facets = Searches.WITH_FACETS.get(1);
        for (var each : sides.entrySet()) {
            var name = each.getKey();
            if (each.getValue() instanceof PostgresCatalog postgres) {
                bench.plan(name, ONE, size, postgres.plan(postgres.one(id)));
                bench.plan(name, ATTRIBUTES, size, postgres.plan(postgres.pageQuery(attributes, PAGE)));
                bench.plan(name, WORDS, size, postgres.plan(postgres.pageQuery(words, PAGE)));
                bench.plan(name, FACETS, size, postgres.plan(postgres.facetQuery(facets)));
            } else if (each.getValue() instanceof MongoCatalog mongo) {
                bench.plan(name, ATTRIBUTES, size, mongo.listings().plan(attributes.parameters(), PAGE));
                bench.plan(name, WORDS, size, mongo.listings().plan(words.parameters(), PAGE));
                bench.plan(name, FACETS, size, mongo.listings().facetPlan(facets.parameters()));
            }
        }
    }
}
