package dev.polyglotdb.platform.admission;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * One bulkhead for each reason to wait or work without a place in the admission, so that all requests of one kind leave
 * most threads to others.
 *
 * @param forGateway to wait for the payment gateway
 * @param forRepeats to wait for the answer to the same request
 * @param forExports to read what the stores hold about a person
 * @param forTransfers to import or export the catalog
 */
public record Bulkheads(Bulkhead forGateway, Bulkhead forRepeats, Bulkhead forExports, Bulkhead forTransfers) {

    /**
     * The contract lets repeats wait, so they have the largest.
     *
     * @param threads of which each kind may have its share, and others keep an eighth at least
     */
    public static Bulkheads of(int threads, MeterRegistry meters) {
        return new Bulkheads(
                new Bulkhead("gateway", threads / 4, meters),
                new Bulkhead("repeats", threads * 3 / 8, meters),
                new Bulkhead("exports", threads / 8, meters),
                new Bulkhead("transfers", threads / 8, meters));
    }
}
