package dev.polyglotdb.resilience.crash;

import dev.polyglotdb.resilience.crash.CrashPoint.When;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Stops the thread that reaches the armed point, reports it, and lets the thread continue on request. */
public final class CrashPoints implements MethodInterceptor {

    public static final String REACHED = "REACHED ";
    public static final String LEFT = "LEFT ";

    private @Nullable CrashPoint armed;
    private int passes;
    private CountDownLatch resumed = new CountDownLatch(1);

    /** @param passes how often the point is passed before it is reached */
    synchronized void arm(CrashPoint point, int passes) {
        armed = point;
        this.passes = passes;
        resumed = new CountDownLatch(1);
    }

    synchronized void resume() {
        resumed.countDown();
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        var held = pass(call.getMethod(), When.BEFORE);
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && isArmed(call.getMethod(), When.AFTER_COMMIT)) {
            stopAfterCommit(call.getMethod());
        }
        @Nullable Object result;
        try {
            result = call.proceed();
        } catch (Throwable failure) {
            pass(call.getMethod(), When.FAILED);
            throw failure;
        }
        if (CrashPoint.isWork(result) && held == null) {
            held = pass(call.getMethod(), When.AFTER);
        }
        if (held != null) {
            say(LEFT + held);
        }
        return result;
    }

    /** This runs first, because it is registered before the application's own callbacks after the commit. */
    private void stopAfterCommit(Method method) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                pass(method, When.AFTER_COMMIT);
            }
        });
    }

    private synchronized boolean isArmed(Method method, When moment) {
        return armed != null && armed.isAt(method, moment);
    }

    /** @return the point at which this call was stopped, or null */
    private @Nullable CrashPoint pass(Method method, When moment) {
        CrashPoint point;
        CountDownLatch latch;
        synchronized (this) {
            point = armed;
            if (point == null || !point.isAt(method, moment) || passes-- > 0) {
                return null;
            }
            armed = null;
            latch = resumed;
        }
        say(REACHED + point);
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return point;
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    static boolean concern(Class<?> type) {
        return Arrays.stream(CrashPoint.values()).anyMatch(point -> point.isIn(type));
    }
}
