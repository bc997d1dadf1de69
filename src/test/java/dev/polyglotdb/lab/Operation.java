package dev.polyglotdb.lab;

/** What is measured: one question to one side, from the request to the last row of the answer. */
@FunctionalInterface
public interface Operation {

    /**
     * Asks once.
     *
     * @param thread which of the clients asks, from 0
     * @param i the number of the call, from 0; no other call to this side in this measurement has it, not even one of
     *     the warm-up. Each thread counts from its own number in steps of all threads. Of a few questions, {@code i}
     *     alone would give it some again and again; divided by the number of threads, it gives all of them
     */
    void run(int thread, long i) throws Exception;
}
