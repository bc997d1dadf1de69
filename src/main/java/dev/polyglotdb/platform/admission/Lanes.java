package dev.polyglotdb.platform.admission;

/**
 * Requests of clients, and those for operators, have separate places, so that neither keeps the other from being
 * served.
 *
 * @param clients for the requests of the shop
 * @param operators for health, metrics, administration and the pages that describe the service
 */
public record Lanes(Admission clients, Admission operators) {}
