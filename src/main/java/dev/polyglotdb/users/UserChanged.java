package dev.polyglotdb.users;

/**
 * Published when the roles or the password of an account have changed, or the account has been deleted. It is published
 * in the transaction of the change, so a listener that throws an exception rolls back the change.
 */
public record UserChanged(long userId) {}
