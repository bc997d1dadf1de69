package dev.polyglotdb.platform.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log: who did what of consequence. A logger of its own, so that it can be kept apart and longer. Each line is made of
 * {@code key=value} pairs, and the pairs are also there for a structured encoder.
 */
public final class Audit {

    private static final Logger log = LoggerFactory.getLogger("audit");

    private static final int MAX_LENGTH = 300;

    private Audit() {}

    /**
     * Writes one line.
     *
     * @param event what happened, such as {@code login-failed}
     * @param pairs keys and values by turns; never a secret. A value is cut after {@value #MAX_LENGTH} characters, and whatever in
     *     it could break out of a line or be taken for another pair is replaced.
     */
    public static void log(String event, Object... pairs) {
        var line = new StringBuilder("event=").append(event);
        var entry = log.atInfo().addKeyValue("event", event);
        for (var i = 0; i < pairs.length; i += 2) {
            var value = harmless(String.valueOf(pairs[i + 1]));
            line.append(' ').append(pairs[i]).append('=').append(value);
            entry = entry.addKeyValue(pairs[i].toString(), value);
        }
        entry.log(line.toString());
    }

    private static String harmless(String value) {
        var cut = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value;
        return cut.replaceAll("[^\\x21-\\x7e]|=", "_");
    }
}
