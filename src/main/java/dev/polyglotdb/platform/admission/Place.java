package dev.polyglotdb.platform.admission;

import java.time.Duration;

/** The place of one request among those that are served. Used by the request's own thread only. */
final class Place {

    private final String client;
    private final FairSemaphore turns;
    private final Duration waited;
    private boolean held = true;
    private boolean givenUp;

    /** @param waited how long the request has waited for it, as far as that counts */
    Place(String client, FairSemaphore turns, Duration waited) {
        this.client = client;
        this.turns = turns;
        this.waited = waited;
    }

    String client() {
        return client;
    }

    Duration waited() {
        return waited;
    }

    /** @return false if it has been left already */
    boolean stepAside() {
        if (!held) {
            return false;
        }
        held = false;
        turns.release();
        return true;
    }

    void stepBack() {
        if (!held && !givenUp) {
            held = true;
            turns.take();
        }
    }

    void giveUp() {
        if (!givenUp) {
            givenUp = true;
            turns.returnShare(client);
            stepAside();
        }
    }
}
