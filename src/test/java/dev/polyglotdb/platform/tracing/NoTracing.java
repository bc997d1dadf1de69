package dev.polyglotdb.platform.tracing;

/** Tracing that is off, for what tests make by themselves. */
public final class NoTracing {

    public static final Tracing OFF = new Tracing(() -> null);

    private NoTracing() {}
}
