package dev.polyglotdb.platform.web;

import java.beans.PropertyEditorSupport;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Reads ids in paths: positive, and written in one way only. What is none leads nowhere, so it is 404. A converter would not do:
 * Spring falls back from it to its own reading, which takes also {@code +1} and {@code 0x1}.
 */
@ControllerAdvice
class IdBinding {

    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]*");

    @InitBinder
    void read(WebDataBinder binder) {
        binder.registerCustomEditor(long.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                if (!POSITIVE.matcher(text).matches()) {
                    throw new IllegalArgumentException("not an id");
                }
                setValue(Long.valueOf(text));
            }
        });
    }
}
