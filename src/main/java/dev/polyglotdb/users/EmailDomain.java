package dev.polyglotdb.users;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The domain of an e-mail address. */
final class EmailDomain {

    private EmailDomain() {}

    /** Returns the A-labels of a domain, by which domains are compared; empty if it has none. */
    static Optional<String> canonical(String domain) {
        // What looks like one label may fall apart: an ellipsis becomes three dots.
        return labels(folded(domain)).filter(labels -> labels(labels).equals(Optional.of(labels)));
    }

    /** Returns the A-labels as older versions had them, which told apart the cases of some letters. */
    static Optional<String> labels(String domain) {
        try {
            // A dot at the end of a domain means the root, which is meant without it, too.
            return Optional.of(IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).replaceFirst("\\.$", ""));
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    /** Returns the domain without case. {@link IDN} itself folds only the letters of Unicode 3.2. */
    private static String folded(String domain) {
        return compatible(
                compatible(domain).codePoints().mapToObj(EmailDomain::folded).collect(Collectors.joining()));
    }

    /** Folds letters one by one, since the small letter of a sigma depends on what is before it. */
    private static String folded(int point) {
        var letter = Character.toString(point);
        // The capitals of Cherokee stand for both cases, because they are older than the small letters.
        return UnicodeScript.of(point) == UnicodeScript.CHEROKEE
                ? letter.toUpperCase(Locale.ROOT)
                : letter.toLowerCase(Locale.ROOT);
    }

    private static String compatible(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
