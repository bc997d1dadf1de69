package dev.polyglotdb.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * What the application recommends is what the formula says, whose quality {@link FormulaQualityTests} has, and it is
 * compared with what is popular and with the plain count of what was bought together. By default for some users of few
 * generated purchases; {@code -Dpolyglot.evaluation.users=2000 -Dpolyglot.evaluation.products=1000} makes more of them,
 * {@code -Dpolyglot.evaluation.seed=…} others, {@code -Dpolyglot.evaluation.file=…} reads them, {@code
 * -Dpolyglot.evaluation.save=…} keeps what was generated, {@code -Dpolyglot.evaluation.asked=…} asks for more users,
 * {@code -Dpolyglot.evaluation.clients=…} for so many at once.
 */
@ShopTest
class EvaluationTests {

    private static final int ASKED = Integer.getInteger("polyglot.evaluation.asked", 80);
    private static final int CLIENTS = Integer.getInteger("polyglot.evaluation.clients", 2);

    private final Shop shop;
    private final ApplicationContext context;

    EvaluationTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @Test
    void recommendationsAreThoseOfTheFormulaAndForetellMoreThanTheCountOfWhatWasBoughtTogether() throws IOException {
        var file = System.getProperty("polyglot.evaluation.file");
        var split = LeaveLastOut.of(file == null ? generated() : PurchaseFile.read(Path.of(file)));
        var asked = split.targets().entrySet().stream()
                .limit(ASKED)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        var baselines = new Baselines(split.known());
        var before = new Rp3beta(split.known());
        var popular = Quality.of(split, asked, user -> baselines.popular(user, Quality.LENGTH));
        var together = Quality.of(split, asked, user -> baselines.boughtTogether(user, Quality.LENGTH));
        var rp3beta = Quality.of(split, asked, user -> before.recommended(user, Quality.LENGTH));
        var recommended = recommended(split, asked);

        say("%d purchases known, %d users asked", split.known().size(), asked.size());
        say("what is popular        %s", popular);
        say("what is bought together %s", together);
        say("RP3beta                %s", rp3beta);
        say("GET /recommend         %s", recommended);
        say(
                "ratio to what is bought together: HR@10 %.2f, NDCG@10 %.2f",
                recommended.hitRate() / together.hitRate(), recommended.ndcg() / together.ndcg());
        if (file == null) {
            assertThat(recommended.hitRate()).isGreaterThan(together.hitRate());
        }
    }

    private static List<Purchase> generated() throws IOException {
        var data = Tastes.drifting(
                Integer.getInteger("polyglot.evaluation.users", 200),
                Integer.getInteger("polyglot.evaluation.products", 250));
        var seed = Long.getLong("polyglot.evaluation.seed", 1);
        say("%s, seed %d", data, seed);
        var purchases = data.generate(seed);
        var save = System.getProperty("polyglot.evaluation.save");
        if (save != null) {
            PurchaseFile.write(Path.of(save), purchases);
        }
        return purchases;
    }

    private Quality recommended(LeaveLastOut split, Map<String, String> asked) {
        try (var evaluated = new EvaluatedShop(shop, context)) {
            evaluated.load(split.known());
            var formula = evaluated.formula();
            var quality = Quality.of(split, asked, CLIENTS, user -> {
                var list = evaluated.recommended(user);
                // What is popular fills it up.
                assertThat(list)
                        .as("to %s", user)
                        .startsWith(formula.apply(user).toArray(String[]::new));
                return list;
            });
            say("%d clients at once, %d lists truncated and asked for again", CLIENTS, evaluated.truncated());
            return quality;
        }
    }

    private static void say(String format, Object... values) {
        System.out.println("evaluation: " + String.format(Locale.ROOT, format, values));
    }
}
