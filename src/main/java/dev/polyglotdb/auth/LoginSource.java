package dev.polyglotdb.auth;

import dev.polyglotdb.platform.Sha256;
import dev.polyglotdb.platform.admission.Network;
import dev.polyglotdb.users.UserService;

/**
 * The account and the client of a login attempt.
 *
 * @param accountHash the hash of the e-mail address; it bounds the length of the key and keeps the input out of Redis
 *     and the logs
 * @param address the address of the peer, or the one reported by a trusted proxy
 */
record LoginSource(String accountHash, String address) {

    static LoginSource of(String email, String address) {
        return new LoginSource(hashOf(email), address);
    }

    static String hashOf(String email) {
        return Sha256.hex(UserService.canonicalEmail(email));
    }

    String network() {
        return Network.of(address);
    }
}
