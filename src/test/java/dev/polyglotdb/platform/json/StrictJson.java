package dev.polyglotdb.platform.json;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import tools.jackson.databind.json.JsonMapper;

/** How the application reads JSON, for tests without one. */
public final class StrictJson {

    private StrictJson() {}

    /** Returns a mapper as all of the application's are. */
    public static JsonMapper mapper() {
        var builder = JsonMapper.builder();
        new JsonConventions().customize(builder);
        return builder.build();
    }

    /** Returns a validator whose texts are those of the application, whatever language the machine has. */
    public static Validator validator() {
        var validation = Validation.byDefaultProvider().configure();
        JsonConfiguration.validationSpeaksEnglish().customize(validation);
        return validation.buildValidatorFactory().getValidator();
    }
}
