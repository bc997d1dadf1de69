package dev.polyglotdb.testing;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers of which the body comes in time, too. The time-out of a request ends with the headers of its answer. */
public final class WholeAnswer {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private WholeAnswer() {}

    public static <T> HttpResponse<T> to(HttpRequest request, HttpClient client, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return to(request, client, body, PATIENCE);
    }

    static <T> HttpResponse<T> to(
            HttpRequest request, HttpClient client, HttpResponse.BodyHandler<T> body, Duration patience)
            throws IOException, InterruptedException {
        var answer = client.sendAsync(request, body);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + patience);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
