package dev.polyglotdb.auth;

import dev.polyglotdb.platform.Sha256;
import dev.polyglotdb.users.UserService;

/**
 * Whose login is tried from where.
 *
 * @param accountHash of the e-mail address; it bounds the key's length, and keeps what was typed there out of Redis and of logs
 * @param address the peer's, or what a trusted proxy says it is
 */
record LoginSource(String accountHash, String address) {

    static LoginSource of(Credentials credentials, String address) {
        return new LoginSource(Sha256.hex(UserService.canonicalEmail(credentials.email())), address);
    }

    String network() {
        return Network.of(address);
    }
}
