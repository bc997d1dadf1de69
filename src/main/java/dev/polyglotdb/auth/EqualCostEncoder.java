package dev.polyglotdb.auth;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Makes a wrong password cost as much against a weaker hash, which an account keeps until its first login after the
 * strength was raised, as against one of today. Otherwise a failed login would tell by its duration that the account
 * exists. A stronger hash still costs more.
 */
final class EqualCostEncoder implements PasswordEncoder {

    private static final Pattern HASH = Pattern.compile("(\\$2[aby]?\\$)(\\d\\d)(\\$.*)");

    private final PasswordEncoder bcrypt;
    private final int strength;

    /** @param strength that of the hashes that are made today */
    EqualCostEncoder(PasswordEncoder bcrypt, int strength) {
        this.bcrypt = bcrypt;
        this.strength = strength;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return bcrypt.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        if (bcrypt.matches(password, hash)) {
            return true;
        }
        if (hash != null) {
            payTheRest(password, hash);
        }
        return false;
    }

    /** Each strength costs as much as all weaker ones together and the weakest of them once more. */
    private void payTheRest(@Nullable CharSequence password, String hash) {
        var parts = HASH.matcher(hash);
        if (parts.matches()) {
            for (var paid = Integer.parseInt(parts.group(2)); paid < strength; paid++) {
                bcrypt.matches(password, String.format(Locale.ROOT, "%s%02d%s", parts.group(1), paid, parts.group(3)));
            }
        }
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return bcrypt.upgradeEncoding(hash);
    }
}
