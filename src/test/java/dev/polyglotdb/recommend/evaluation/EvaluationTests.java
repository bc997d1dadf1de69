package dev.polyglotdb.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The recommendations against what is popular and against the plain count of what was bought together. By default on
 * few generated purchases; {@code -Dpolyglot.evaluation.users=2000 -Dpolyglot.evaluation.products=1000} makes more of
 * them, {@code -Dpolyglot.evaluation.seed=…} others, {@code -Dpolyglot.evaluation.file=…} reads them, and {@code
 * -Dpolyglot.evaluation.save=…} keeps what was generated.
 */
@ShopTest
class EvaluationTests {

    private static final double WANTED = 1.8;

    private final Shop shop;
    private final JdbcTemplate jdbc;
    private final Driver driver;

    EvaluationTests(Shop shop, JdbcTemplate jdbc, Driver driver) {
        this.shop = shop;
        this.jdbc = jdbc;
        this.driver = driver;
    }

    @Test
    void recommendationsForetellMoreThanTheCountOfWhatWasBoughtTogether() throws IOException {
        var file = System.getProperty("polyglot.evaluation.file");
        var split = LeaveLastOut.of(file == null ? generated() : PurchaseFile.read(Path.of(file)));

        var baselines = new Baselines(split.known());
        var popular = Quality.of(split.targets(), user -> baselines.popular(user, Quality.LENGTH));
        var together = Quality.of(split.targets(), user -> baselines.boughtTogether(user, Quality.LENGTH));
        var recommended = recommended(split);

        say(
                "%d purchases known, %d users asked",
                split.known().size(), split.targets().size());
        say("what is popular        %s", popular);
        say("what is bought together %s", together);
        say("GET /recommend         %s", recommended);
        say(
                "ratio to what is bought together: HR@10 %.2f, NDCG@10 %.2f",
                recommended.hitRate() / together.hitRate(), recommended.ndcg() / together.ndcg());
        if (file == null) {
            assertThat(recommended.hitRate()).isGreaterThan(WANTED * together.hitRate());
            assertThat(together.hitRate()).isGreaterThan(popular.hitRate());
        }
    }

    private static List<Purchase> generated() throws IOException {
        var data = DriftingTastes.of(
                Integer.getInteger("polyglot.evaluation.users", 400),
                Integer.getInteger("polyglot.evaluation.products", 500));
        var seed = Long.getLong("polyglot.evaluation.seed", 1);
        say("%s, seed %d", data, seed);
        var purchases = data.generate(seed);
        var save = System.getProperty("polyglot.evaluation.save");
        if (save != null) {
            PurchaseFile.write(Path.of(save), purchases);
        }
        return purchases;
    }

    private Quality recommended(LeaveLastOut split) {
        try (var evaluated = new EvaluatedShop(shop, jdbc, driver)) {
            evaluated.load(split.known());
            return Quality.of(split.targets(), evaluated::recommended);
        }
    }

    private static void say(String format, Object... values) {
        System.out.println("evaluation: " + String.format(Locale.ROOT, format, values));
    }
}
