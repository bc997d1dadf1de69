package dev.polyglotdb.platform.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of security-relevant and administrative actions. It has a logger of its own, so that it can be stored
 * separately and for longer. Each line consists of {@code key=value} pairs, which are also available to structured
 * encoders.
 */
public final class Audit {

    private static final Logger log = LoggerFactory.getLogger("audit");

    private static final int MAX_LENGTH = 300;

    private Audit() {}

    /**
     * Writes one line.
     *
     * @param event the name of the event, such as {@code login-failed}
     * @param pairs alternating keys and values, without secrets. A value is truncated to {@value #MAX_LENGTH}
     *     characters. Characters that could start a new line or imitate another pair are replaced
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
