package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A problem counts with the status that its client gets, also if a filter finds it. Alerts look at these counts. */
@ShopTest
class ProblemCountTests {

    private final Shop shop;
    private final MeterRegistry meters;

    ProblemCountTests(Shop shop, MeterRegistry meters) {
        this.shop = shop;
        this.meters = meters;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "400 | GET     | /products | If-Match          | 7         | If-Match                      | 8",
                "400 | GET     | /products | If-None-Match     | 7         | Accept                        | */*",
                "400 | GET     | /products | If-Modified-Since | yesterday | Accept                        | */*",
                "400 | POST    | /orders   | Idempotency-Key   | one       | Idempotency-Key               | two",
                "403 | OPTIONS | /orders   | Origin            | https://x | Access-Control-Request-Method | GET",
                "401 | GET     | /orders   | Authorization     | Bearer x  | Accept                        | */*",
                "405 | PUT     | /orders   | Accept            | */*       | Accept                        | */*"
            })
    void aProblemCountsWithItsStatus(
            int status, String method, String path, String header, String value, String other, String otherValue) {
        var before = counted(status);
        var failures = counted(500);

        var reply =
                shop.anybody().with(header, value).with(other, otherValue).send(method, path, BodyPublishers.noBody());

        assertThat(reply.status()).isEqualTo(status);
        await().until(() -> counted(status) > before);
        assertThat(counted(500)).isEqualTo(failures);
    }

    private long counted(int status) {
        return meters.find("http.server.requests").tag("status", String.valueOf(status)).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
