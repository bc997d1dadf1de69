package dev.polyglotdb.users;

/**
 * Published before a registration takes effect. A listener that throws an exception refuses the registration.
 *
 * @param address the address of the client
 */
public record Registering(String address) {}
