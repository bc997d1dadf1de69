package dev.polyglotdb.users;

import java.time.Instant;
import java.util.List;

/**
 * An account without its password hash.
 *
 * @param email the e-mail address as the account has it: its {@linkplain UserService#canonicalEmail canonical form}, or
 *     one that an older version stored
 * @param roles {@code USER}, and also {@code ADMIN} for an administrator
 */
public record User(long id, String email, String name, List<String> roles, Instant createdAt) {

    static final List<String> USER_ROLES = List.of("USER");
    static final List<String> ADMIN_ROLES = List.of("USER", "ADMIN");

    boolean isAdmin() {
        return roles.contains("ADMIN");
    }
}
