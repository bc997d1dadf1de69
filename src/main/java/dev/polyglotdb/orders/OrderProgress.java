package dev.polyglotdb.orders;

import java.util.List;

/**
 * How far an order has come.
 *
 * @param steps what was done in the last 24 hours, by the time at which it began
 * @param waiting what is still to be done
 */
public record OrderProgress(List<TraceStep> steps, List<WaitingEntry> waiting) {}
