package dev.polyglotdb.products.cache;

import dev.polyglotdb.platform.stores.TimeBudget;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The running reads of products in this instance, by the token of their lease. Later readers share the result. */
final class SingleFlight {

    private final String instance = UUID.randomUUID().toString();
    private final AtomicLong number = new AtomicLong();
    private final Map<String, Flight> flights = new ConcurrentHashMap<>();
    private final Duration patience;

    /** @param patience about the longest duration of a read; after it, each reader reads for itself */
    SingleFlight(Duration patience) {
        this.patience = patience;
    }

    /** Returns a unique token. */
    String token(char kind) {
        return kind + instance + number.incrementAndGet();
    }

    /** Opens a flight, so that others can find it before they see its lease. */
    Flight open() {
        var flight = new Flight(token(CacheEntry.LEASE));
        flights.put(flight.token, flight);
        return flight;
    }

    @Nullable
    Flight find(String token) {
        return flights.get(token);
    }

    boolean isOurs(String token) {
        return token.startsWith(instance, 1);
    }

    final class Flight implements AutoCloseable {

        private final String token;
        private final CompletableFuture<Optional<ProductCopy>> result = new CompletableFuture<>();

        private Flight(String token) {
            this.token = token;
        }

        String token() {
            return token;
        }

        /** Reads the product for this reader and for all who wait. */
        Optional<ProductCopy> lead(Supplier<Optional<ProductCopy>> read) {
            try {
                var found = read.get();
                result.complete(found);
                return found;
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
                throw failure;
            }
        }

        /** Waits for the result of the leader, which may be a failure. */
        Optional<ProductCopy> follow(Supplier<Optional<ProductCopy>> read) {
            try {
                return result.get(TimeBudget.atMost(patience).toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | CancellationException lost) {
                return read.get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Whoever still waits, since no one has read, reads for themselves. */
        @Override
        public void close() {
            flights.remove(token);
            result.cancel(false);
        }
    }
}
