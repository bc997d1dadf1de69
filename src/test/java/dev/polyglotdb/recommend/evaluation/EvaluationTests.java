package dev.polyglotdb.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;

/**
 * What the application recommends is what the formula says, whose quality {@link FormulaQualityTests} has, and it is
 * compared with what is popular, with the plain count of what was bought together and with RP3beta, which recommended
 * before. By default for some of few users whose tastes drift; {@code -Dpolyglot.evaluation.kinds=all} takes each kind,
 * {@code -Dpolyglot.evaluation.users=2000 -Dpolyglot.evaluation.products=1000} makes more of them, {@code
 * -Dpolyglot.evaluation.seed=…} others, {@code -Dpolyglot.evaluation.file=…} reads them, {@code
 * -Dpolyglot.evaluation.save=…} keeps what was generated, {@code -Dpolyglot.evaluation.asked=…} asks for more users,
 * {@code -Dpolyglot.evaluation.clients=1,32} for so many at once.
 */
@ShopTest
class EvaluationTests {

    private static final int ASKED = Integer.getInteger("polyglot.evaluation.asked", 80);

    /** Which part of the quality for a quiet machine must be left for a busy one. */
    private static final double AS_GOOD = 0.98;

    private static final String CLIENTS = System.getProperty("polyglot.evaluation.clients", "2");

    private final Shop shop;
    private final ApplicationContext context;

    EvaluationTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    static Stream<Kind> kinds() {
        var wanted = Set.of(
                System.getProperty("polyglot.evaluation.kinds", "drifting").split(","));
        return Kind.all(
                        Integer.getInteger("polyglot.evaluation.users", 200),
                        Integer.getInteger("polyglot.evaluation.products", 250))
                .filter(kind -> wanted.contains("all") || wanted.contains(kind.kind()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisabledIfSystemProperty(named = "polyglot.evaluation.file", matches = ".+")
    void recommendationsAreThoseOfTheFormulaAndForetellAsMuchAsThoseBefore(Kind kind) throws IOException {
        var seed = Long.getLong("polyglot.evaluation.seed", 1);
        say("%s, seed %d", kind, seed);
        var purchases = kind.generate(seed);
        var save = System.getProperty("polyglot.evaluation.save");
        if (save != null) {
            PurchaseFile.write(Path.of(save), purchases);
        }

        var compared = compare(purchases);

        assertThat(compared.recommended.hitRate()).isGreaterThanOrEqualTo(compared.before.hitRate());
        if (kind.kind().equals("drifting")) {
            assertThat(compared.recommended.hitRate()).isGreaterThan(compared.together.hitRate());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "polyglot.evaluation.file", matches = ".+")
    void recommendationsOfAFileAreThoseOfTheFormula() throws IOException {
        var compared = compare(PurchaseFile.read(Path.of(System.getProperty("polyglot.evaluation.file", ""))));

        assertThat(compared.recommended.hitRate()).isPositive();
    }

    private record Compared(Quality together, Quality before, Quality recommended) {}

    private Compared compare(List<Purchase> purchases) {
        var split = LeaveLastOut.of(purchases);
        var asked = split.targets().entrySet().stream()
                .limit(ASKED)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        var baselines = new Baselines(split.known());
        var rp3beta = new Rp3beta(split.known());
        var popular = Quality.of(split, asked, user -> baselines.popular(user, Quality.LENGTH));
        var together = Quality.of(split, asked, user -> baselines.boughtTogether(user, Quality.LENGTH));
        var before = Quality.of(split, asked, user -> rp3beta.recommended(user, Quality.LENGTH));
        var recommended = recommended(split, asked);

        say("%d purchases known, %d users asked", split.known().size(), asked.size());
        say("what is popular        %s", popular);
        say("what is bought together %s", together);
        say("RP3beta                %s", before);
        say("GET /recommend         %s", recommended);
        say(
                "ratio to what is bought together: HR@10 %.2f, NDCG@10 %.2f",
                recommended.hitRate() / together.hitRate(), recommended.ndcg() / together.ndcg());
        return new Compared(together, before, recommended);
    }

    /** Asks by each number of clients in turn. However many ask at once, lists are as good as for the first number. */
    private Quality recommended(LeaveLastOut split, Map<String, String> asked) {
        try (var evaluated = new EvaluatedShop(shop, context)) {
            evaluated.load(split.known());
            var formula = evaluated.formula();
            var qualities = Stream.of(CLIENTS.split(","))
                    .map(clients -> recommended(split, asked, Integer.parseInt(clients), evaluated, formula))
                    .toList();
            var quiet = qualities.get(0);
            assertThat(qualities).allSatisfy(busy -> {
                assertThat(busy.hitRate()).isGreaterThanOrEqualTo(AS_GOOD * quiet.hitRate());
                assertThat(busy.ndcg()).isGreaterThanOrEqualTo(AS_GOOD * quiet.ndcg());
            });
            return quiet;
        }
    }

    private static Quality recommended(
            LeaveLastOut split,
            Map<String, String> asked,
            int clients,
            EvaluatedShop evaluated,
            Function<String, List<String>> formula) {
        var lists = new ConcurrentHashMap<String, List<String>>();
        evaluated.forgetTimes();
        var quality = Quality.of(split, asked, clients, user -> {
            var answer = evaluated.recommended(user);
            if (answer.whole()) {
                lists.put(user, answer.list());
            }
            return answer.list();
        });
        say("%d clients at once: %s; %s", clients, quality, evaluated);
        // What is popular fills it up, and is all of it for somebody to whom no walk leads.
        lists.forEach((user, list) -> {
            var walked = formula.apply(user);
            assertThat(list.subList(0, Math.min(list.size(), walked.size())))
                    .as("to %s", user)
                    .isEqualTo(walked);
        });
        return quality;
    }

    private static void say(String format, Object... values) {
        System.out.println("evaluation: " + String.format(Locale.ROOT, format, values));
    }
}
