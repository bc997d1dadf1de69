package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletResponse;

/** Answers that a gateway passes on as they come, though it takes others whole. */
public final class Unbuffered {

    /** A header of nginx, which does not pass it on. */
    private static final String HEADER = "X-Accel-Buffering";

    private Unbuffered() {}

    /** Marks an answer of which somebody waits for each part, or which is larger than a gateway wants to keep. */
    public static void mark(HttpServletResponse response) {
        response.setHeader(HEADER, "no");
    }
}
