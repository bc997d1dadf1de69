package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * What the application takes for granted of MongoDB, as a table ({@code mongodb/semantics.json}). Each row says who
 * relies on it and which page of the manual promises it. The table runs on whatever MongoDB is there: where that is a
 * real one, it shows that the table is right, and where it is the emulator, that the emulator does the same. A row in
 * which the emulator is known to differ says why, and is skipped there.
 */
@ShopTest
class MongoSemanticsTests {

    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    /** A row of the table. */
    private record Row(BsonDocument values) {

        String text(String name) {
            return values.getString(name).getValue();
        }

        List<BsonDocument> documents(String name) {
            return values.getArray(name).stream().map(BsonValue::asDocument).toList();
        }

        /** Returns the command for a collection, whose place in it has a number sign. */
        BsonDocument command(String collection) {
            var command = values.getDocument("command").clone();
            command.put(command.getFirstKey(), new BsonString(collection));
            return command;
        }

        boolean isInAnyOrder() {
            return values.getDocument("command").getFirstKey().equals("find")
                    && !values.getDocument("command").containsKey("sort");
        }

        @Override
        public String toString() {
            return text("says");
        }
    }

    private final StoreControl stores;
    private final MongoDatabase database;
    private final MongoCollection<BsonDocument> collection;

    MongoSemanticsTests(MongoDatabaseFactory mongo, StoreControl stores) {
        this.stores = stores;
        this.database = mongo.getMongoDatabase();
        this.collection = database.getCollection(Shop.unique("semantics"), BsonDocument.class);
    }

    static Stream<Row> rows() throws IOException {
        try (var table = MongoSemanticsTests.class.getResourceAsStream("/mongodb/semantics.json")) {
            var text = new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
            return BsonArray.parse(text).stream().map(row -> new Row(row.asDocument()));
        }
    }

    @AfterEach
    void drop() {
        collection.drop();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void mongodbDoesAsItsManualSays(Row row) {
        assumeFalse(
                row.values().containsKey("emulator") && stores.isEmulated(Engine.MONGODB),
                () -> "the emulator " + row.text("emulator"));
        var given = row.documents("given");
        if (!given.isEmpty()) {
            collection.insertMany(given);
        }

        var reply = database.runCommand(row.command(collection.getNamespace().getCollectionName()), BsonDocument.class);

        if (row.values().containsKey("finds")) {
            assertFinds(row, reply.getDocument("cursor").getArray("firstBatch"));
        }
        if (row.values().containsKey("replies")) {
            assertHas(reply, row.values().getDocument("replies"));
        }
        if (row.values().containsKey("leaves")) {
            var left = collection.find().sort(Sorts.ascending("_id")).into(new ArrayList<>());
            assertThat(texts(left)).containsExactlyElementsOf(texts(row.documents("leaves")));
        }
    }

    @Test
    void eachRowExpectsSomethingAndNamesWhoReliesOnItAndAPageOfTheManual() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(40).allSatisfy(row -> {
            assertThat(row.values().keySet()).containsAnyOf("finds", "replies", "leaves");
            assertThat(Class.forName("dev.polyglotdb.products." + row.text("reliedOnBy")))
                    .isNotNull();
            assertThat(row.text("page")).matches("(core|reference|tutorial)/[\\w./-]+/");
        });
    }

    /** Compares whole documents, with the order of their fields, where the row has them, and ids where it has those. */
    private static void assertFinds(Row row, List<BsonValue> found) {
        var wanted = row.values().getArray("finds");
        var whole = wanted.stream().anyMatch(BsonValue::isDocument);
        var actual = texts(
                whole
                        ? found
                        : found.stream()
                                .map(document -> document.asDocument().get("_id"))
                                .toList());
        if (row.isInAnyOrder()) {
            assertThat(actual).containsExactlyInAnyOrderElementsOf(texts(wanted));
        } else {
            assertThat(actual).containsExactlyElementsOf(texts(wanted));
        }
    }

    /** Compares only what the row has: a server says more than the application reads. */
    private static void assertHas(BsonValue actual, BsonValue wanted) {
        if (wanted instanceof BsonDocument members) {
            members.forEach((name, value) -> {
                assertThat(actual.asDocument().keySet()).contains(name);
                assertHas(Objects.requireNonNull(actual.asDocument().get(name)), value);
            });
        } else if (wanted instanceof BsonArray elements) {
            assertThat(actual.asArray()).hasSameSizeAs(elements);
            for (var i = 0; i < elements.size(); i++) {
                assertHas(actual.asArray().get(i), elements.get(i));
            }
        } else {
            assertThat(texts(List.of(actual))).isEqualTo(texts(List.of(wanted)));
        }
    }

    /** In this form a number says nothing of whether it is an int or a long, and a decimal has all its digits. */
    private static List<String> texts(List<? extends BsonValue> values) {
        return values.stream()
                .map(value -> new BsonDocument("value", value).toJson(RELAXED))
                .toList();
    }
}
