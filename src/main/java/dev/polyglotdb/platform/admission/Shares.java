package dev.polyglotdb.platform.admission;

import java.util.HashMap;
import java.util.Map;

/**
 * Shares some places among clients. A client gets one more only while it has less than is left, so it has no more than
 * half of them alone, and the next client half of the rest.
 */
final class Shares {

    private final int size;
    private final Map<String, Integer> byClient = new HashMap<>();
    private int taken;

    /** @param size how many places there are; one at least */
    Shares(int size) {
        this.size = Math.max(1, size);
    }

    /** @return false if the client gets no place */
    synchronized boolean enter(String client) {
        var own = byClient.getOrDefault(client, 0);
        if (own >= size - taken) {
            return false;
        }
        taken++;
        byClient.put(client, own + 1);
        return true;
    }

    synchronized void leave(String client) {
        taken--;
        byClient.computeIfPresent(client, (name, own) -> own == 1 ? null : own - 1);
    }
}
