package dev.polyglotdb.engines;

import java.io.IOException;

/** How an engine wishes to be asked to end. */
@FunctionalInterface
interface EngineStop {

    void ask(Process process) throws IOException;
}
