package dev.polyglotdb.auth;

import dev.polyglotdb.auth.AuthorizationMatrix.Role;
import dev.polyglotdb.auth.AuthorizationMatrix.Row;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.users.NewUser;
import dev.polyglotdb.users.User;
import dev.polyglotdb.users.UserService;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;

/**
 * People and things of the matrix's own, a new one for each request, so that no request finds what another has changed.
 */
final class MatrixWorld {

    private static final String PASSWORD = "correct horse battery";
    private static final String NO_ID = "4000000000000000000";

    private final Shop shop;
    private final Sessions sessions;
    private final UserService users;
    private User ada;
    private User grace;
    private User boss;
    private final String product;

    MatrixWorld(Shop shop, UserService users, Sessions sessions) {
        this.shop = shop;
        this.sessions = sessions;
        this.users = users;
        this.ada = account(users, "ada", false);
        this.grace = account(users, "grace", false);
        this.boss = account(users, "boss", true);
        this.product = shop.product("1.00");
    }

    private static User account(UserService users, String name, boolean admin) {
        return users.ensure(new NewUser(Shop.unique(name) + "@example.com", name, PASSWORD), admin);
    }

    /** Asks as the row says, but perhaps by another method. */
    Reply ask(Row row, Role role, String method) {
        try {
            // A probe may be late on a busy machine.
            return row.route().contains("/actuator/health")
                    ? Shop.patiently(() -> send(row, role, method))
                    : send(row, role, method);
        } finally {
            if (row.route().startsWith("DELETE /users")) {
                ada = account(users, "ada", false);
                grace = account(users, "grace", false);
                boss = account(users, "boss", true);
            }
        }
    }

    private Reply send(Row row, Role role, String method) {
        var client = client(role);
        var path = path(row, role);
        var body = body(row);
        return body.isEmpty()
                ? client.send(method, path, BodyPublishers.noBody())
                : client.with("Content-Type", mediaType(row)).send(method, path, BodyPublishers.ofString(body));
    }

    private Client client(Role role) {
        return switch (role) {
            case ANONYMOUS -> shop.anybody();
            case STALE -> stale();
            case USER -> loggedIn(ada);
            case ADMIN -> loggedIn(boss);
        };
    }

    /** Without the slow look at the password. */
    private Client loggedIn(User user) {
        return shop.anybody().withToken(open(user).value());
    }

    private Token open(User user) {
        return OpenSessions.open(sessions, user.id(), Set.copyOf(user.roles()));
    }

    private Client stale() {
        var token = open(boss);
        sessions.end(sessions.use(token).orElseThrow());
        return shop.anybody().withToken(token.value());
    }

    /** The row's path with the id of an object of the kind that it is about. */
    String path(Row row, Role role) {
        var kind = row.pattern().split("/", -1)[1];
        var id = switch (kind) {
            case "users", "recommend" -> user(row, role);
            case "orders" -> order(row, role);
            case "products" -> row.object().equals("absent") ? Shop.unique("absent") : product(row);
            default -> NO_ID;
        };
        return row.pattern().replaceAll("\\{\\w+}", id).replace("**", "liveness");
    }

    private String user(Row row, Role role) {
        return row.object().equals("absent")
                ? NO_ID
                : Long.toString(owner(row, role).id());
    }

    private User owner(Row row, Role role) {
        if (row.object().equals("other")) {
            return grace;
        }
        return role == Role.ADMIN ? boss : ada;
    }

    private String order(Row row, Role role) {
        if (row.object().equals("absent") || !row.pattern().contains("{")) {
            return NO_ID;
        }
        var order = loggedIn(owner(row, role))
                .post("/orders", Person.order(product, 1))
                .text("/id");
        if (row.pattern().endsWith("/deliver")) {
            loggedIn(boss).post("/orders/" + order + "/ship");
        }
        return order;
    }

    private String product(Row row) {
        return row.method().equals("GET") ? product : shop.productInStock(1);
    }

    private static String mediaType(Row row) {
        return switch (row.route()) {
            case "PATCH /products/{id}" -> "application/merge-patch+json";
            case "POST /products/import" -> "application/x-ndjson";
            default -> "application/json";
        };
    }

    private String body(Row row) {
        return switch (row.route()) {
            case "POST /users" -> """
                    {"email": "%s@example.com", "name": "New", "password": "%s"}""".formatted(Shop.unique("new"), PASSWORD);
            case "DELETE /users/me" -> "{\"password\": \"%s\"}".formatted(PASSWORD);
            case "PUT /users/me/password" -> """
                    {"currentPassword": "%1$s", "newPassword": "%1$s"}""".formatted(PASSWORD);
            case "POST /auth/login" -> """
                    {"email": "%s", "password": "%s"}""".formatted(ada.email(), PASSWORD);
            case "POST /products", "POST /products/import" -> """
                    {"id": "%s", "name": "New", "price": {"amount": 1, "currency": "USD"}}""".formatted(Shop.unique("new"));
            case "PUT /products/{id}" -> """
                    {"name": "New", "price": {"amount": 1, "currency": "USD"}}""";
            case "PATCH /products/{id}" -> "{\"name\": \"New\"}";
            case "PUT /products/{id}/stock" -> "{\"onHand\": 5}";
            case "PATCH /products/{id}/stock" -> "{\"change\": 5}";
            case "POST /orders" -> Person.order(product, 1);
            case "POST /activity" -> "{\"type\": \"VIEWED\"}";
            case "POST /admin/projections/rebuild" -> "{\"target\": \"nothing\"}";
            default -> "";
        };
    }
}
