package dev.polyglotdb.platform.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every documented operation against the running application; each answer is held against the document on its way. */
@ShopTest
class OperationTests {

    /** What needs a store that is away, a crowd, a race, or a body that breaks off; other tests have these. */
    private static final Predicate<String> ASKS_FOR_MORE_THAN_A_REQUEST = answer -> answer.matches(
            "(?!placeOrder).* 503|.* 429|(replace|patch|delete)Product 409|(leave|eraseUser) 409|importProducts 400|checkProjections 20[02]|cancelProjectionJob 204");

    private final Shop shop;

    OperationTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void everyOperationAnswersInEveryWayThatIsDocumented() {
        var seen = Documented.seenDuring(this::callEverything);

        var documented = OpenApi.operations().stream()
                .flatMap(operation -> operation.statuses().stream()
                        .filter(status -> status != 400 || operation.takesInput())
                        .map(status -> operation.id() + " " + status))
                .filter(ASKS_FOR_MORE_THAN_A_REQUEST.negate())
                .collect(Collectors.toCollection(TreeSet::new));
        documented.removeAll(seen);
        assertThat(documented).as("documented, but never answered").isEmpty();
    }

    private void callEverything() {
        var every = new EveryOperation(shop);
        every.ofAccountsAndSessions();
        every.ofProducts();
        every.ofOrders();
        every.ofActivityAndRecommendations();
        every.ofAdministration();
        every.ofDocumentation();
        var refusals = new Refusals(shop);
        for (var operation : OpenApi.operations()) {
            refusals.ofCallers(operation);
            refusals.ofPaths(operation);
            refusals.ofParameters(operation);
            refusals.ofBodies(operation);
            refusals.ofPreconditions(operation);
            refusals.ofMethods(operation);
        }
    }
}
