package dev.polyglotdb.platform;

import org.springframework.core.Ordered;

/**
 * The filters that every request passes, the outermost first. Those of the same order may come in any, because none
 * depends on another of them.
 */
public final class FilterOrder {

    /** Begins the time budget, and tells at last how long each store took. */
    public static final int SERVER_TIMING = Ordered.HIGHEST_PRECEDENCE;

    /** Counts the requests in progress. */
    public static final int TRAFFIC = SERVER_TIMING;

    /** Ends the connection with the answer while the instance stops. */
    public static final int FAREWELL = SERVER_TIMING;

    /**
     * Turns the failures of what follows into problems. One place is left free before it, which Spring Boot's
     * observation of the request has. So a problem counts with its own status, and knows its trace.
     */
    public static final int PROBLEMS = SERVER_TIMING + 2;

    /** Suppresses the servlet API's own answers to TRACE and OPTIONS. */
    public static final int UNSERVED_METHODS = PROBLEMS + 1;

    /** Refuses a header that is repeated, before anybody reads one of its values. */
    public static final int REPEATED_HEADERS = PROBLEMS + 1;

    /** Removes a {@code Content-Type} that can't be read. */
    public static final int CONTENT_TYPE = PROBLEMS + 2;

    /**
     * Hides which part of a file is asked for. After it comes Spring Security's chain, in the order of {@code
     * SecurityConfiguration}: CORS, the audit of administrators, the session and the role.
     */
    public static final int RANGES = PROBLEMS + 2;

    private FilterOrder() {}
}
