package dev.polyglotdb.users;

import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.web.UserDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

@Component
class KnownUsers implements UserDirectory {

    private static final Logger log = LoggerFactory.getLogger(KnownUsers.class);

    private final UserRepository userRepository;

    KnownUsers(UserRepository userRepository) {
        this.userRepository = userRepository;
    }

    /** While PostgreSQL is away, everybody counts as known, so that what the other stores hold can still be read. */
    @Override
    public boolean exists(long userId) {
        try {
            return userRepository.find(userId).isPresent();
        } catch (StoreException absent) {
            log.debug("User {} counts as known", userId, absent);
            return true;
        }
    }
}
