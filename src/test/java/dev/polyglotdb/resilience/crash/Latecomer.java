package dev.polyglotdb.resilience.crash;

import static java.util.Objects.requireNonNull;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** An instance that can be held at a point. All tests of a class use the same until one of them fails. */
final class Latecomer implements BeforeEachCallback, AfterTestExecutionCallback, AfterAllCallback {

    private @Nullable Instance instance;

    @Override
    public void beforeEach(ExtensionContext test) {
        if (instance == null) {
            instance = Instance.start(SpringExtension.getApplicationContext(test));
        }
    }

    /** The test that failed may have killed the instance, or have left it at a point. */
    @Override
    public void afterTestExecution(ExtensionContext test) {
        test.getExecutionException().ifPresent(failure -> end());
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        end();
    }

    private void end() {
        if (instance != null) {
            instance.close();
            instance = null;
        }
    }

    private Instance instance() {
        return requireNonNull(instance, "not started");
    }

    Client client() {
        return instance().client();
    }

    /** Sends a request, and waits until the instance has stopped at this point. */
    CompletableFuture<Reply> heldAt(CrashPoint point, Function<Client, Reply> request) {
        instance().arm(point, 0);
        var reply = CompletableFuture.supplyAsync(() -> request.apply(client()));
        instance().awaitReached(point);
        return reply;
    }

    /** Lets the instance continue, and waits until it has completed the step after this point. */
    void letGo(CrashPoint point) {
        instance().resume();
        instance().awaitLeft(point);
    }
}
