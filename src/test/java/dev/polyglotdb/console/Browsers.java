package dev.polyglotdb.console;

import dev.polyglotdb.testing.Closing;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Browsers that are lent, for starting one takes longer than many a test. Closes them all in the end. */
final class Browsers implements AutoCloseable {

    private final Queue<Browser> all = new ConcurrentLinkedQueue<>();
    private final Queue<Browser> idle = new ConcurrentLinkedQueue<>();

    /** A browser that nobody else has until it is given back. */
    record Loan(Browsers browsers, Browser browser) implements AutoCloseable {

        /** Nothing on the page that was open asks the shop for anything until the next visit. */
        @Override
        public void close() {
            browser.run("location.replace('about:blank')");
            browsers.idle.add(browser);
        }
    }

    /** Lends a browser that somebody has given back, or else a new one. */
    Loan lend() {
        var returned = idle.poll();
        return new Loan(this, returned == null ? start() : returned);
    }

    private Browser start() {
        var browser = new Browser();
        all.add(browser);
        return browser;
    }

    @Override
    public void close() {
        Closing.all(all);
    }
}
