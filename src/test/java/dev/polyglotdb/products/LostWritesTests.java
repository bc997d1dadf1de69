package dev.polyglotdb.products;

import static dev.polyglotdb.engines.MongoAnswer.error;
import static dev.polyglotdb.engines.MongoAnswer.errorAfterwards;
import static dev.polyglotdb.engines.MongoAnswer.lastWriteFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.polyglotdb.engines.MongoAnswer;
import dev.polyglotdb.engines.MongoRelay;
import dev.polyglotdb.platform.stores.MongoClientOf;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of writes if MongoDB's server loses them: they are made once more, and no more. */
class LostWritesTests {

    private final SpokenCatalog catalog = new SpokenCatalog();
    private final MongoRelay relay = catalog.relay();
    private final ProductRepository products = catalog.products();
    private final BulkProductRepository bulk = catalog.bulk();

    @AfterEach
    void close() {
        catalog.close();
    }

    /** Those with an effect come when a router has reached some of the shards. */
    static List<MongoAnswer> losses() {
        return List.of(
                error(13388, "StaleConfig"), errorAfterwards(343, "Stale"), lastWriteFails(175, "QueryPlanKilled"));
    }

    static List<MongoAnswer> lossesOfOne() {
        return List.of(error(13388, "StaleConfig"), errorAfterwards(13388, "StaleConfig"));
    }

    @ParameterizedTest
    @MethodSource("lossesOfOne")
    void aWriteOfOneProductThatIsMadeOnceMoreIsOnesOwn(MongoAnswer loss) {
        var lamp = product("lamp", "Mine");
        relay.next("insert", loss);
        relay.next("update", loss);
        relay.next("delete", loss);

        assertThat(products.add(lamp)).isTrue();
        assertThat(products.replace(lamp, revised(lamp, "Newer"))).isTrue();
        assertThat(catalog.stored()).containsExactly(revised(lamp, "Newer"));
        assertThat(products.remove(revised(lamp, "Newer"))).isTrue();
        assertThat(catalog.stored()).isEmpty();
        assertThat(relay.given()).isEqualTo(3);
    }

    @Test
    void aWriteThatIsMadeOnceMoreDoesNotTakeTheProductOfAnother() {
        var theirs = product("lamp", "Theirs");
        catalog.store(List.of(theirs));
        relay.next("insert", error(13388, "StaleConfig"));
        relay.next("update", error(13388, "StaleConfig"));
        relay.next("delete", error(13388, "StaleConfig"));

        assertThat(products.add(product("lamp", "Mine"))).isFalse();
        var before = Product.of(SpokenCatalog.command("lamp", "Old"), 0, Instant.EPOCH.minusSeconds(1));
        assertThat(products.replace(before, revised(before, "Mine"))).isFalse();
        assertThat(products.remove(before)).isFalse();
        assertThat(catalog.stored()).containsExactly(theirs);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void insertsThatAreMadeOnceMoreAreNotLostToAnotherWriter(MongoAnswer loss) {
        var theirs = product("b", "Theirs");
        catalog.store(List.of(theirs));
        relay.next("insert", loss);

        var outcome = bulk.write(List.of(insert("a"), insert("b"), insert("c")));

        assertThat(relay.given()).isOne();
        assertThat(outcome.lost()).containsExactly("b");
        assertThat(outcome.reborn()).isEmpty();
        assertThat(catalog.stored()).containsExactlyInAnyOrder(product("a", "Mine"), theirs, product("c", "Mine"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void replacementsThatAreMadeOnceMoreHaveTheOutcomeOfTheWhole(boolean whole) {
        var same = product("same", "Old");
        var gone = product("gone", "Old");
        var changed = product("changed", "Old");
        catalog.store(List.of(same, revised(changed, "Theirs")));
        relay.next("update", whole ? error(249, "StaleDbVersion") : lastWriteFails(175, "QueryPlanKilled"));

        // The driver would send the replacements first.
        var outcome = bulk.write(List.of(update(gone), update(changed), insert("new"), update(same)));

        assertThat(relay.given()).isOne();
        assertThat(outcome.lost()).containsExactly("changed");
        assertThat(outcome.reborn()).containsExactly("gone");
        assertThat(catalog.stored())
                .containsExactlyInAnyOrder(
                        revised(same, "Mine"),
                        revised(gone, "Mine"),
                        revised(changed, "Theirs"),
                        product("new", "Mine"));
    }

    @ParameterizedTest
    @ValueSource(ints = {43, 175, 237, 249, 276, 343, 13388})
    void aBulkThatIsLostTwiceFindsTheStoreAway(int code) {
        relay.next("insert", error(code, "X"), lastWriteFails(code, "X"));

        assertThat(MongoClientOf.end(() -> bulk.write(List.of(insert("a"), insert("b")))))
                .isEqualTo("away");
        assertThat(relay.given()).isEqualTo(2);
    }

    /** The primary leaves in the middle. */
    @ParameterizedTest
    @ValueSource(ints = {91, 11602})
    void aBulkThatIsCutOffAfterAPartIsWholeAfterTheNext(int code) {
        var changes = List.of(insert("a"), insert("b"));
        relay.next("insert", lastWriteFails(code, "X"));

        assertThat(MongoClientOf.end(() -> bulk.write(changes))).isEqualTo("away");
        assertThat(catalog.stored()).containsExactly(product("a", "Mine"));
        assertThat(bulk.write(changes).lost()).containsExactly("a");
        assertThat(catalog.stored()).containsExactly(product("a", "Mine"), product("b", "Mine"));
    }

    @Test
    void aBulkWithAnyOtherErrorIsNotRepeated() {
        relay.next("insert", lastWriteFails(121, "DocumentValidationFailure"));

        assertThatThrownBy(() -> bulk.write(List.of(insert("a"), insert("b")))).isInstanceOf(MongoException.class);
        assertThat(catalog.sent("insert")).isOne();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void searchFieldsThatAreDerivedOnceMoreCountOnce(MongoAnswer loss) {
        var ids = List.of("a", "b", "c");
        catalog.store(ids.stream().map(id -> product(id, "Lamp")).toList());
        catalog.documents().updateMany(Filters.in("_id", ids), Updates.unset("search"));
        relay.next("update", loss);

        var run = new SearchFieldsUpgrade(catalog.documents(), catalog.documents("upgrades")).run(() -> true);

        assertThat(run).isEqualTo(new SearchFieldsUpgrade.Run(3, 0));
        assertThat(relay.given()).isOne();
        assertThat(catalog.documents().countDocuments(Filters.exists("search"))).isEqualTo(ids.size());
    }

    private static ProductUpsert insert(String id) {
        return upsert(null, id);
    }

    private static ProductUpsert update(Product old) {
        return upsert(old, old.id());
    }

    private static ProductUpsert upsert(@Nullable Product old, String id) {
        return ProductUpsert.of(old, 0, List.of(SpokenCatalog.command(id, "Mine")), Instant.EPOCH);
    }

    private static Product revised(Product product, String name) {
        return product.revisedBy(SpokenCatalog.command(product.id(), name), Instant.EPOCH);
    }

    private static Product product(String id, String name) {
        return Product.of(SpokenCatalog.command(id, name), 0, Instant.EPOCH);
    }
}
