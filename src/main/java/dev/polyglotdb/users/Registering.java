package dev.polyglotdb.users;

/**
 * Somebody is about to register, and nothing has been done for it yet. A listener that fails refuses it.
 *
 * @param address of the client
 */
public record Registering(String address) {}
