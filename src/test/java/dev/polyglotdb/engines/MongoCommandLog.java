package dev.polyglotdb.engines;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what commands take from MongoDB's language, and which promises those of the application break. Tests send some
 * themselves, to prepare or to look, and so does the driver to get to know a server. They promise nothing.
 */
public final class MongoCommandLog implements CommandListener {

    public static final MongoCommandLog ALL = new MongoCommandLog();

    private static final String OURS = "dev.polyglotdb.";
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final ClassValue<Boolean> OF_THE_APPLICATION = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isOfTheApplication(type);
        }
    };

    private final Set<String> words = ConcurrentHashMap.newKeySet();
    private final Set<String> otherWords = ConcurrentHashMap.newKeySet();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    private MongoCommandLog() {}

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var command = event.getCommand();
        var used = MongoWords.of(command);
        var wrong = MongoPromises.brokenBy(command);
        // Nearly all commands tell nothing new, whoever sends them. To walk the stack of each took seconds.
        if (wrong.isEmpty() && words.containsAll(used)) {
            return;
        }
        if (isSentByTheApplication()) {
            words.addAll(used);
            broken.addAll(wrong);
        } else {
            otherWords.addAll(used);
        }
    }

    /** Keeps a command that a relay has seen. The driver tells no listener of those with which it begins. */
    void seen(BsonDocument command) {
        otherWords.addAll(MongoWords.of(command));
    }

    /** What the application sends. */
    Set<String> words() {
        return new TreeSet<>(words);
    }

    /** What tests send, and the driver by itself, but for most of what the application has sent before. */
    Set<String> otherWords() {
        return new TreeSet<>(otherWords);
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
