package dev.polyglotdb.engines;

import java.io.IOException;

/** A request for an orderly shutdown in the engine's own way. */
@FunctionalInterface
interface EngineStop {

    void ask(Process process) throws IOException;
}
