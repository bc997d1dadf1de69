package dev.polyglotdb.testing;

import dev.polyglotdb.platform.apidocs.Documented;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client of the application, with the headers that it sends in each request. It checks every response against
 * the OpenAPI document.
 */
public final class Client {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final List<String> headers;
    private final Observer observer;

    /** Observes the outcome of a client's requests. */
    public interface Observer {

        /** @param reply the response, or null if there was none */
        void ended(String method, String path, @Nullable Reply reply, Duration took);
    }

    private Client(String base, List<String> headers, Observer observer) {
        this.base = base;
        this.headers = headers;
        this.observer = observer;
    }

    public static Client of(int port) {
        return new Client("http://127.0.0.1:" + port, List.of(), (method, path, reply, took) -> {});
    }

    public Client observedBy(Observer other) {
        return new Client(base, headers, other);
    }

    public Client with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.addAll(List.of(header, value));
        return new Client(base, more, observer);
    }

    public Client withToken(String token) {
        var others = new ArrayList<String>();
        for (var i = 0; i < headers.size(); i += 2) {
            if (!headers.get(i).equals("Authorization")) {
                others.addAll(headers.subList(i, i + 2));
            }
        }
        return new Client(base, others, observer).with("Authorization", "Bearer " + token);
    }

    public Reply get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    /**
     * Reads a list to its end, {@link Shop#patiently}. Fails if a page is not there.
     *
     * @param list the path of the list, with a query
     */
    public List<Reply> pages(String list) {
        var pages = new ArrayList<Reply>();
        var cursor = "";
        do {
            var path = list + cursor;
            var page = Shop.patiently(() -> get(path));
            if (page.status() != 200) {
                throw new AssertionError(path + ": " + page);
            }
            pages.add(page);
            cursor = page.at("/nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
        } while (!cursor.isEmpty());
        return pages;
    }

    /** Sends a POST request with a JSON body. */
    public Reply post(String path, String json) {
        var reply =
                with("Content-Type", "application/json").send("POST", path, HttpRequest.BodyPublishers.ofString(json));
        Documented.mustAllow("POST", path, json, reply.status());
        return reply;
    }

    /** Sends a POST request without a body. */
    public Reply post(String path) {
        return send("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    public Reply send(String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .timeout(Duration.ofSeconds(30));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        var begun = System.nanoTime();
        @Nullable Reply reply = null;
        try {
            var response = WholeAnswer.to(request.build(), HTTP, HttpResponse.BodyHandlers.ofString());
            reply = new Reply(response);
            Documented.mustAllow(method, response);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            observer.ended(method, path, reply, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
