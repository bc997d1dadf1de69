package dev.polyglotdb.engines;

/** Runs a program for a user at a terminal. */
public final class Launch {

    private Launch() {}

    /**
     * Runs the program, and ends it when the process that started it, such as Maven, has ended. If the stores can't run
     * here, it prints the reason in one sentence and exits with code 1.
     */
    public static void run(Runnable program) {
        Console.quietUntilConfigured();
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        try {
            program.run();
        } catch (StoresException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            if (isReported(e)) {
                System.exit(1);
            }
            throw e;
        }
    }

    /** Returns whether Spring Boot has already printed the reason, as it does when a context can't start. */
    private static boolean isReported(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof StoresException) {
                return true;
            }
        }
        return false;
    }
}
