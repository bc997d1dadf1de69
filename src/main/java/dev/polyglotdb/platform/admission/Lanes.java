package dev.polyglotdb.platform.admission;

/**
 * Requests of clients, those for operators and those for pages have separate places, so that none keeps the others from
 * being served.
 *
 * @param clients for the requests of the shop
 * @param operators for health, metrics and administration
 * @param pages for the console, the pages that describe the service, and their files, which anybody may read slowly
 */
public record Lanes(Admission clients, Admission operators, Admission pages) {}
