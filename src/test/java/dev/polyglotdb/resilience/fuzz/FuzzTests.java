package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.apidocs.OpenApi;
import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.resilience.Seeds;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.TakingTurns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Sends random requests to every operation of the OpenAPI document. {@code -Dpolyglot.proof.seed} repeats a run,
 * {@code -Dpolyglot.fuzz.requests} sets its length, and {@code -Dpolyglot.fuzz.first} starts at a later request.
 *
 * <p>It measures the heap and the threads of this JVM, so the second shop must be at rest too. It comes first, because
 * the comparison of all orders, which is among the requests, takes longer with each test that has left orders behind.
 */
@ShopTest
@ResourceLock(TakingTurns.SECOND_SHOP)
@Order(1)
class FuzzTests {

    private static final Logger log = LoggerFactory.getLogger(FuzzTests.class);

    private static final int REQUESTS = Integer.getInteger("polyglot.fuzz.requests", 10_000);
    private static final int FIRST = Integer.getInteger("polyglot.fuzz.first", 0);
    private static final int CLIENTS = 4;

    /** So many requests come first and are not judged. */
    private static final int COLD = 400;

    /** After this many requests, everything that is created once exists. */
    private static final int WARM_UP = 4000;

    /** How many more requests of an operation that never succeeded. */
    private static final int MORE = 300;

    /** In bytes a request, after those. */
    private static final long MAX_GROWTH = 800;

    private static final int PORTION = (REQUESTS - WARM_UP) / 2;

    private final Shop shop;
    private final ApplicationContext context;
    private final StatusCounts counts = new StatusCounts();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @LocalServerPort
    private int port;

    FuzzTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @Test
    void whateverIsAskedTheAnswerIsOneOfTheDocumentAndTheShopGoesOn() {
        var seed = Seeds.next();
        log.info("{} requests, again with -Dpolyglot.proof.seed={}", REQUESTS, seed);
        Seeds.replayable(seed, () -> {
            var world = FuzzWorld.open(shop, context);
            var requests = new RandomRequests(world, seed);
            wakeUp(new RandomRequests(world, ~seed));
            send(requests, FIRST, FIRST + Math.min(WARM_UP, REQUESTS));
            var before = Footprint.of(context);
            var heap = new HeapGrowth(before.heap(), MAX_GROWTH * PORTION);
            for (var number = FIRST + WARM_UP; heap.isUndecided(); number += PORTION) {
                send(requests, number, number + PORTION);
                heap.add(Footprint.of(context).heap());
            }
            sendUntilReached(requests);
            var after = Footprint.of(context);

            log.info("{} answers: {}; {}, then {}; {}", REQUESTS, counts, before, after, heap);
            if (!failures.isEmpty()) {
                throw new AssertionError(Verdict.tell(List.copyOf(failures)));
            }
            assertThat(heap.isBounded()).as("%s", heap).isTrue();
            // Other tests run meanwhile, and their threads come and go.
            await().pollInSameThread()
                    .untilAsserted(() -> assertThat(Footprint.threadsNow())
                            .as("threads")
                            .isLessThanOrEqualTo(before.threads() + 10));
            // An operation may answer with a few more statuses, but not with one more series a request.
            assertThat(after.meters())
                    .as("meters")
                    .isLessThanOrEqualTo(
                            before.meters() + 2 * OpenApi.operations().size());
            // Every operation must have succeeded at least once, not only been refused.
            assertThat(counts.neverSucceeded()).as("never succeeded").isEmpty();
            theShopGoesOn(world);
        });
    }

    /** On a busy machine a JVM that still loads its classes answers the first requests with 503. */
    private void wakeUp(RandomRequests requests) {
        Parallel.each(CLIENTS, client -> {
            try (var connection = new RawConnection(port)) {
                for (var number = client; number < COLD; number += CLIENTS) {
                    exchange(connection, requests.make(number));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    private static void exchange(RawConnection connection, FuzzedRequest request) throws IOException {
        try {
            connection.exchange(request);
        } catch (IOException | RuntimeException noAnswer) {
            connection.close();
        }
    }

    private void send(RandomRequests requests, int from, int to) {
        var next = new AtomicInteger(from);
        Parallel.each(CLIENTS, client -> {
            try (var connection = new RawConnection(port)) {
                for (var number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                    send(connection, requests.make(number));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    /** Chance may have chosen a rare operation a few times only, and each time refusably. */
    private void sendUntilReached(RandomRequests requests) {
        try (var connection = new RawConnection(port)) {
            for (var operation : OpenApi.operations()) {
                var end = FIRST + REQUESTS + MORE;
                for (var number = FIRST + REQUESTS; number < end && !counts.hasSucceeded(operation); number++) {
                    send(connection, requests.make(number, operation));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(RawConnection connection, FuzzedRequest request) throws IOException {
        try {
            var answer = connection.exchange(request);
            counts.add(request.operation(), answer.status());
            try {
                Verdict.on(request, answer);
            } catch (AssertionError wrong) {
                failures.add(request + "\n→ " + answer + "\n" + wrong.getMessage());
            }
        } catch (IOException | RuntimeException noAnswer) {
            connection.close();
            failures.add(request + "\n→ " + noAnswer);
        }
    }

    private void theShopGoesOn(FuzzWorld world) {
        var ada = shop.customer();
        var product = shop.productInStock(3);
        assertThat(ada.post("/orders", Person.cardOrder(product, 1, "tok_visa")).status())
                .isEqualTo(201);
        assertThat(ada.get("/products/" + product + "/stock").number("/onHand")).isEqualTo(2);
        assertThat(ada.get("/products?limit=100").status()).isEqualTo(200);
        assertThat(world.admin().get("/auth/session").status()).isEqualTo(200);
        var erasureFixture = ErasureFixture.of(shop, context);
        erasureFixture.hurryHere(erasureFixture
                .jdbc()
                .sql("select user_id from erasures")
                .query(Long.class)
                .list());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(world.admin().get("/admin/outbox").number("/pending"))
                                .isZero());
        assertThat(ada.get("/orders").texts("/items", "/projections/activity")).containsExactly("applied");
    }
}
