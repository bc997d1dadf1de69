package dev.polyglotdb.lab;

/** Two sides gave different answers to the same question, so their speed must not be compared. */
public final class Disagreement extends Exception {

    public Disagreement(String message) {
        super(message);
    }
}
