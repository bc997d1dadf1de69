package dev.polyglotdb.users;

import dev.polyglotdb.platform.json.Unicode;
import java.net.IDN;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * The forms in which an account may have stored its e-mail address. The first version stored what was typed, in lower
 * case; the next ones had NFC and A-labels, but left some cases apart, made a dotless i an i, and took for one domain
 * what is another, or none. Nobody rewrites these: the version before, which runs beside this one during an upgrade,
 * would no longer find them.
 */
final class StoredEmails {

    private StoredEmails() {}

    /**
     * Returns the forms, without repetition. The closest to what was typed comes first, so that an account is found by
     * the address that it has, even if another account has the same address in its newest form.
     */
    static List<String> of(String address) {
        if (address.length() > EmailAddress.Validator.MAX_LENGTH
                || !Unicode.isWellFormed(address)
                || address.indexOf('\0') >= 0) {
            return List.of();
        }
        var forms = new LinkedHashSet<String>();
        forms.add(lower(address));
        EmailAddress.Validator.canonical(address).ifPresent(forms::add);
        EmailAddress.Validator.withDomain(address, EmailDomain::labels).ifPresent(former -> {
            forms.add(lower(former));
            var folded = Unicode.folded(former);
            forms.add(folded);
            var domain = folded.indexOf('@') + 1;
            var readable = folded.substring(0, domain) + IDN.toUnicode(folded.substring(domain), IDN.ALLOW_UNASSIGNED);
            forms.add(readable);
            forms.add(Normalizer.normalize(readable, Normalizer.Form.NFD));
            List.copyOf(forms).stream()
                    .filter(form -> !form.endsWith("."))
                    .map(form -> form + ".")
                    .forEach(forms::add);
        });
        return List.copyOf(forms);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
