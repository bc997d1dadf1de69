package dev.polyglotdb.engines;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the commands of the application take from MongoDB's language, and which promises they break. Those that
 * tests send themselves, to prepare or to look, don't count.
 */
final class MongoCommandLog implements CommandListener {

    static final MongoCommandLog ALL = new MongoCommandLog();

    private static final String OURS = "dev.polyglotdb.";
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final ClassValue<Boolean> OF_THE_APPLICATION = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isOfTheApplication(type);
        }
    };

    private final Set<String> words = ConcurrentHashMap.newKeySet();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (isSentByTheApplication()) {
            var command = event.getCommand();
            words.addAll(MongoWords.of(command));
            broken.addAll(MongoPromises.brokenBy(command));
        }
    }

    Set<String> words() {
        return new TreeSet<>(words);
    }

    Set<String> broken() {
        return new TreeSet<>(broken);
    }

    /** The nearest class of this project decides. */
    private static boolean isSentByTheApplication() {
        Optional<Boolean> nearest = STACK.walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                .filter(type -> type.getName().startsWith(OURS) && type != MongoCommandLog.class)
                .findFirst()
                .map(OF_THE_APPLICATION::get));
        return nearest.orElse(false);
    }

    private static boolean isOfTheApplication(Class<?> type) {
        @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
        URL place = source == null ? null : source.getLocation();
        return place != null && !place.getPath().endsWith("/test-classes/");
    }
}
