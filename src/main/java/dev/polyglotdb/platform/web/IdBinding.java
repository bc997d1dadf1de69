package dev.polyglotdb.platform.web;

import java.beans.PropertyEditorSupport;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Parses ids in paths. An id is a positive integer without sign or leading zeros. Any other text identifies no
 * resource, so the response is 404. A converter is not enough: if it fails, Spring falls back to its own parsing, which
 * also accepts {@code +1} and {@code 0x1}.
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
