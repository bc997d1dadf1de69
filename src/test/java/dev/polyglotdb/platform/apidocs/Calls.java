package dev.polyglotdb.platform.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls operations by their names. */
final class Calls {

    private static final String A_TYPE_THAT_NOTHING_HAS = "image/png";

    private Calls() {}

    /**
     * Calls an operation so that it succeeds, and before that once more asking for a media type that it does not have.
     *
     * @param path where; a new one each time where a second call could not succeed
     * @param body what; the same
     */
    static Reply succeed(String id, Client client, Supplier<String> path, @Nullable Supplier<String> body) {
        var operation = OpenApi.operation(id);
        if (operation.answers(406)) {
            var refused = call(operation, client.with("Accept", A_TYPE_THAT_NOTHING_HAS), path.get(), body);
            assertThat(refused.status()).as("%s, not acceptable", operation).isEqualTo(406);
        }
        var reply = call(operation, client, path.get(), body);
        assertThat(reply.status()).as("%s: %s", operation, reply).isBetween(200, 299);
        return reply;
    }

    static Reply succeed(String id, Client client, String path) {
        return succeed(id, client, () -> path, null);
    }

    static Reply succeed(String id, Client client, String path, String body) {
        return succeed(id, client, () -> path, () -> body);
    }

    /** Calls an operation so that it fails. */
    static void fail(int status, String id, Client client, String path, @Nullable String body) {
        var operation = OpenApi.operation(id);
        var reply = call(operation, client, path, body == null ? null : () -> body);
        assertThat(reply.status()).as("%s: %s", operation, reply).isEqualTo(status);
    }

    private static Reply call(Operation operation, Client client, String path, @Nullable Supplier<String> body) {
        if (body == null) {
            return client.send(operation.method(), path, BodyPublishers.noBody());
        }
        var type = operation.body().map(Map.Entry::getKey).orElseThrow();
        var text = body.get();
        var reply = client.with("Content-Type", type).send(operation.method(), path, BodyPublishers.ofString(text));
        if (type.endsWith("+json") || type.endsWith("/json")) {
            Documented.mustAllow(operation.method(), path, text, reply.status());
        }
        return reply;
    }
}
