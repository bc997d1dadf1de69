package dev.polyglotdb.users;

/**
 * What an account may do, or the way into it, has changed, or it is gone. Published in the transaction of the change; a listener
 * that fails undoes it.
 */
public record UserChanged(long userId) {}
