package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.auth.AuthorizationMatrix.Role;
import dev.polyglotdb.auth.AuthorizationMatrix.Row;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.users.UserService;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every route of the application, asked by everyone about everyone's objects. */
@ShopTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTests {

    private static final Set<Integer> PROBLEMS = Set.of(400, 401, 403, 404);

    private final MatrixWorld world;
    private final Set<String> routes;

    AuthorizationMatrixTests(
            Shop shop, UserService users, Sessions sessions, Collection<RequestMappingInfoHandlerMapping> mappings) {
        this.world = new MatrixWorld(shop, users, sessions);
        this.routes = ServedRoutes.of(mappings).all();
    }

    @Test
    void everyRouteHasARowAndEveryRowARoute() {
        assertThat(routes).containsExactlyInAnyOrderElementsOf(routesOf(AuthorizationMatrix.ROUTES));
    }

    @Test
    void everyRouteOfAnObjectIsAskedForOneThatIsAbsentToo() {
        var ofObjects = AuthorizationMatrix.ROUTES.stream()
                .filter(row -> row.pattern().contains("{"))
                .collect(Collectors.groupingBy(Row::route, Collectors.mapping(Row::object, Collectors.toSet())));

        assertThat(ofObjects.values()).allMatch(objects -> objects.contains("absent"));
        ofObjects.forEach((route, objects) -> {
            if (objects.contains("own")) {
                assertThat(objects).as(route).containsExactlyInAnyOrder("own", "other", "absent");
            }
        });
    }

    @ParameterizedTest
    @MethodSource
    void everyoneGetsTheAnswerOfTheTable(Row row) {
        var replies = Stream.of(Role.values())
                .map(role -> world.ask(row, role, row.method()))
                .toList();

        assertThat(replies).extracting(reply -> status(row, reply)).isEqualTo(row.expected());
        assertThat(replies).allSatisfy(AuthorizationMatrixTests::isWellFormed);
    }

    Stream<Row> everyoneGetsTheAnswerOfTheTable() {
        return Stream.concat(AuthorizationMatrix.ROUTES.stream(), AuthorizationMatrix.PAGES.stream());
    }

    @ParameterizedTest
    @MethodSource
    void askingForTheHeadersOnlyOpensNoBackDoor(Row row) {
        assertThat(Stream.of(Role.values()).map(role -> status(row, world.ask(row, role, "HEAD"))))
                .isEqualTo(row.expected());
    }

    Stream<Row> askingForTheHeadersOnlyOpensNoBackDoor() {
        return everyoneGetsTheAnswerOfTheTable().filter(row -> row.method().equals("GET"));
    }

    /** A check of many orders is answered with its job. */
    private static int status(Row row, Reply reply) {
        return row.route().endsWith("/admin/projections/check") && reply.status() == 202 ? 200 : reply.status();
    }

    private static void isWellFormed(Reply reply) {
        if (PROBLEMS.contains(reply.status())) {
            assertThat(reply.problem())
                    .isEqualTo(
                            switch (reply.status()) {
                                case 401 -> "unauthorized";
                                case 403 -> "forbidden";
                                case 404 -> "not-found";
                                default -> "validation";
                            });
        }
        assertThat(reply.header("WWW-Authenticate").isPresent()).isEqualTo(reply.status() == 401);
    }

    private static Set<String> routesOf(Collection<Row> rows) {
        return rows.stream().map(Row::route).collect(Collectors.toSet());
    }
}
