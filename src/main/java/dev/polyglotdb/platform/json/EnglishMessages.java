package dev.polyglotdb.platform.json;

import jakarta.validation.MessageInterpolator;
import java.util.Locale;

/**
 * Writes the texts of violated constraints in English, as all other texts of answers are. Without it they would follow
 * the header Accept-Language, and else the machine that the application runs on.
 */
record EnglishMessages(MessageInterpolator messages) implements MessageInterpolator {

    @Override
    public String interpolate(String template, Context context) {
        return messages.interpolate(template, context, Locale.ENGLISH);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return interpolate(template, context);
    }
}
