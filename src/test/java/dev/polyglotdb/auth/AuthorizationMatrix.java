package dev.polyglotdb.auth;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who gets which answer. Of an object with an owner, {@code own} is the caller's own (for who isn't logged in: a
 * user's), {@code other} another user's; of one without, {@code any} is one that exists; {@code absent} does not exist;
 * {@code -} has no object.
 */
final class AuthorizationMatrix {

    /** Who asks: nobody, somebody whose session has ended, a user, an administrator. */
    enum Role {
        ANONYMOUS,
        STALE,
        USER,
        ADMIN
    }

    /** @param expected the status for each role, in order */
    record Row(String method, String pattern, String object, List<Integer> expected) {

        String route() {
            return method + " " + pattern;
        }

        @Override
        public String toString() {
            return "%s of %s".formatted(route(), object);
        }
    }

    /** Every route of the application; a route without a row, and a row without a route, are errors. */
    static final List<Row> ROUTES = rows("""
            #      route                         object  anonymous stale user admin
            POST   /users                        -       201 201 201 201
            GET    /users/me                     own     401 401 200 200
            GET    /users/{id}                   own     401 401 200 200
            GET    /users/{id}                   other   401 401 403 200
            GET    /users/{id}                   absent  401 401 403 404
            DELETE /users/me                     own     401 401 202 202
            DELETE /users/{id}                   own     401 401 403 202
            DELETE /users/{id}                   other   401 401 403 202
            DELETE /users/{id}                   absent  401 401 403 404
            GET    /users/me/export              own     401 401 200 200
            GET    /users/{id}/export            own     401 401 200 200
            GET    /users/{id}/export            other   401 401 403 200
            GET    /users/{id}/export            absent  401 401 403 404
            PUT    /users/me/password            own     401 401 204 204
            POST   /auth/login                   own     200 200 200 200
            GET    /auth/session                 own     401 401 200 200
            GET    /auth/sessions                own     401 401 200 200
            DELETE /auth/sessions                own     401 401 204 204
            POST   /auth/logout                  own     401 401 204 204

            GET    /products                     -       200 200 200 200
            POST   /products                     -       401 401 403 201
            GET    /products/{id}                any     200 200 200 200
            GET    /products/{id}                absent  404 404 404 404
            PUT    /products/{id}                any     401 401 403 200
            PUT    /products/{id}                absent  401 401 403 201
            PATCH  /products/{id}                any     401 401 403 200
            PATCH  /products/{id}                absent  401 401 403 404
            DELETE /products/{id}                any     401 401 403 204
            DELETE /products/{id}                absent  401 401 403 404
            POST   /products/import              -       401 401 403 200
            GET    /products/export              -       401 401 403 200
            GET    /products/{id}/stock          any     200 200 200 200
            GET    /products/{id}/stock          absent  404 404 404 404
            PUT    /products/{id}/stock          any     401 401 403 200
            PUT    /products/{id}/stock          absent  401 401 403 404
            PATCH  /products/{id}/stock          any     401 401 403 200
            PATCH  /products/{id}/stock          absent  401 401 403 404
            GET    /products/{id}/related        any     200 200 200 200
            GET    /products/{id}/related        absent  404 404 404 404

            GET    /orders                       own     401 401 200 200
            POST   /orders                       own     401 401 201 201
            GET    /orders/{id}                  own     401 401 200 200
            GET    /orders/{id}                  other   401 401 404 200
            GET    /orders/{id}                  absent  401 401 404 404
            GET    /orders/{id}/trace            own     401 401 200 200
            GET    /orders/{id}/trace            other   401 401 404 200
            GET    /orders/{id}/trace            absent  401 401 404 404
            GET    /orders/{id}/events           own     401 401 200 200
            GET    /orders/{id}/events           other   401 401 404 200
            GET    /orders/{id}/events           absent  401 401 404 404
            POST   /orders/{id}/cancel           own     401 401 200 200
            POST   /orders/{id}/cancel           other   401 401 404 200
            POST   /orders/{id}/cancel           absent  401 401 404 404
            POST   /orders/{id}/ship             own     401 401 403 200
            POST   /orders/{id}/ship             other   401 401 403 200
            POST   /orders/{id}/ship             absent  401 401 403 404
            POST   /orders/{id}/deliver          own     401 401 403 200
            POST   /orders/{id}/deliver          other   401 401 403 200
            POST   /orders/{id}/deliver          absent  401 401 403 404

            GET    /activity                     own     401 401 200 200
            POST   /activity                     own     401 401 201 201
            GET    /users/{id}/activity          own     401 401 200 200
            GET    /users/{id}/activity          other   401 401 403 200
            GET    /users/{id}/activity          absent  401 401 403 404
            GET    /products/{id}/activity       any     401 401 403 200
            GET    /products/{id}/activity       absent  401 401 403 200
            GET    /recommend/{userId}           own     401 401 200 200
            GET    /recommend/{userId}           other   401 401 403 200
            GET    /recommend/{userId}           absent  401 401 403 404

            GET    /recommend/{userId}/walk/{productId} own     401 401 200 200
            GET    /recommend/{userId}/walk/{productId} other   401 401 403 200
            GET    /recommend/{userId}/walk/{productId} absent  401 401 403 404

            GET    /admin/overview               -       401 401 403 200
            GET    /admin/catalog/plan           -       401 401 403 200
            GET    /admin/erasures/{id}          absent  401 401 403 404
            GET    /admin/outbox                 -       401 401 403 200
            POST   /admin/outbox/retry           -       401 401 403 202
            # For a target that there isn't: what it would rebuild, other tests look at.
            POST   /admin/projections/rebuild    -       401 401 403 400
            GET    /admin/projections/jobs/{id}  absent  401 401 403 404
            DELETE /admin/projections/jobs/{id}  absent  401 401 403 404
            GET    /admin/projections/check      -       401 401 403 200

            GET    /actuator/health              -       200 200 200 200
            GET    /actuator/health/**           -       200 200 200 200
            GET    /actuator/info                -       401 401 403 200
            GET    /actuator/prometheus          -       401 401 403 200
            GET    /                             -       200 200 200 200
            GET    /v3/api-docs                  -       200 200 200 200
            GET    /v3/api-docs.yaml             -       200 200 200 200
            GET    /swagger-ui.html              -       200 200 200 200
            """);

    /** What no controller answers. */
    static final List<Row> PAGES = rows("""
            #      path                          object  anonymous stale user admin
            GET    /console                      -       404 404 404 404
            GET    /console/                     -       404 404 404 404
            GET    /console/index.html           -       404 404 404 404
            GET    /console/none.js              -       404 404 404 404
            GET    /break                        -       404 404 404 404
            GET    /index.html                   -       404 404 404 404
            GET    /error                        -       404 404 404 404
            GET    /login                        -       404 404 404 404
            POST   /logout                       -       404 404 404 404
            GET    /oauth2/authorize             -       404 404 404 404
            GET    /.well-known/oauth-protected-resource - 404 404 404 404
            GET    /application.yml              -       404 404 404 404
            GET    /WEB-INF/web.xml              -       404 404 404 404
            GET    /h2-console                   -       404 404 404 404
            GET    /actuator                     -       404 404 404 404
            GET    /actuator/beans               -       404 404 404 404
            GET    /actuator/configprops         -       404 404 404 404
            GET    /actuator/env                 -       404 404 404 404
            GET    /actuator/heapdump            -       404 404 404 404
            GET    /actuator/loggers             -       404 404 404 404
            POST   /actuator/loggers/ROOT        -       404 404 404 404
            GET    /actuator/mappings            -       404 404 404 404
            GET    /actuator/metrics             -       404 404 404 404
            POST   /actuator/shutdown            -       404 404 404 404
            GET    /actuator/threaddump          -       404 404 404 404
            """);

    private AuthorizationMatrix() {}

    private static List<Row> rows(String table) {
        return table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" +"))
                .map(cells -> new Row(
                        cells[0],
                        cells[1],
                        cells[2],
                        Stream.of(cells).skip(3).map(Integer::valueOf).toList()))
                .toList();
    }
}
