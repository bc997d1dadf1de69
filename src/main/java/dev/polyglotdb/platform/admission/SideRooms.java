package dev.polyglotdb.platform.admission;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * The room for those who have no place, by what they wait for or do meanwhile, so that all of one kind leave most
 * threads to others.
 *
 * @param forGateway to wait for the payment gateway
 * @param forRepeats to wait for the answer to the same request
 * @param forExports to read what the stores hold about a person
 * @param forTransfers to import or export the catalog
 */
public record SideRooms(SideRoom forGateway, SideRoom forRepeats, SideRoom forExports, SideRoom forTransfers) {

    /**
     * The contract lets repeats wait, so they have most room.
     *
     * @param threads of which each kind may have its share, and others keep an eighth at least
     */
    public static SideRooms of(int threads, MeterRegistry meters) {
        return new SideRooms(
                new SideRoom("gateway", threads / 4, meters),
                new SideRoom("repeats", threads * 3 / 8, meters),
                new SideRoom("exports", threads / 8, meters),
                new SideRoom("transfers", threads / 8, meters));
    }
}
