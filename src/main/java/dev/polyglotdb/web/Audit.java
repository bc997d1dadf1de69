package dev.polyglotdb.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log: who did what of consequence. A logger of its own, so that it can be kept apart and longer. Each line is made of
 * {@code key=value} pairs, and the pairs are also there for a structured encoder.
 */
public final class Audit {

    private static final Logger log = LoggerFactory.getLogger("audit");

    private Audit() {}

    /**
     * Writes one line.
     *
     * @param event what happened, such as {@code login-failed}
     * @param pairs keys and values by turns; never a secret. Whatever could break out of a line is replaced.
     */
    public static void log(String event, Object... pairs) {
        var line = new StringBuilder("event=").append(event);
        var entry = log.atInfo().addKeyValue("event", event);
        for (var i = 0; i < pairs.length; i += 2) {
            var value = String.valueOf(pairs[i + 1]).replaceAll("[^\\x21-\\x7e]", "_");
            line.append(' ').append(pairs[i]).append('=').append(value);
            entry = entry.addKeyValue(pairs[i].toString(), value);
        }
        entry.log(line.toString());
    }
}
