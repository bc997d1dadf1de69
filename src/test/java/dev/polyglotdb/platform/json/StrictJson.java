package dev.polyglotdb.platform.json;

import tools.jackson.databind.json.JsonMapper;

/** The JSON of the application, for tests without one. */
public final class StrictJson {

    private StrictJson() {}

    /** Returns a mapper as all of the application's are. */
    public static JsonMapper mapper() {
        var builder = JsonMapper.builder();
        new JsonConventions().customize(builder);
        return builder.build();
    }
}
