package dev.polyglotdb.platform.admission;

import dev.polyglotdb.platform.Sha256;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells which client sends a request, without asking a store. A session that was found lately is a client; everything
 * else counts as its network, so that whoever makes up a new token for each request is one client all the same.
 */
@Component
public final class ClientNames {

    /** A session takes about 200 bytes. */
    private static final int MOST_SESSIONS = 10_000;

    /**
     * Hashes of tokens, beginning with the one that was found the longest time ago. Caffeine prefers what is used often
     * to what is new: many who have just logged in would count as their network.
     */
    private final Map<String, Boolean> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_SESSIONS;
        }
    });

    /** Notes that a session was found by the token with this {@linkplain Sha256 hash}. */
    public void found(String hash) {
        known.put(hash, true);
    }

    /** Notes that there is no session of the token with this {@linkplain Sha256 hash}. */
    public void missed(String hash) {
        known.remove(hash);
    }

    /**
     * Returns a name for the client; it is not secret.
     *
     * @param authorization the header of that name; null if there is none
     * @param address the address of the peer, or the one reported by a trusted proxy
     */
    public String of(@Nullable String authorization, String address) {
        if (authorization != null) {
            var session = Sha256.hex(authorization.substring(authorization.lastIndexOf(' ') + 1));
            if (known.containsKey(session)) {
                return session;
            }
        }
        return Network.of(address);
    }
}
