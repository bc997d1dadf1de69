package dev.polyglotdb.lab;

/** What is measured: one question to one side, from the request to the last row of the answer. */
@FunctionalInterface
public interface Operation {

    /**
     * Asks once.
     *
     * @param thread which of the clients asks, from 0
     * @param i the number of the call, from 0; no other call to this side in this measurement has it, not even one of
     *     the warm-up, and each thread counts upwards
     */
    void run(int thread, long i) throws Exception;
}
