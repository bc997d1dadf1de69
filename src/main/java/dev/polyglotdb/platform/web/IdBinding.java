package dev.polyglotdb.platform.web;

import java.beans.PropertyEditorSupport;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Parses ids in paths. An id is a positive integer without sign or leading zeros. Any other text identifies no
 * resource, so the response is 404. A converter is not enough: if it fails, Spring falls back to its own parsing, which
 * also accepts {@code +1} and {@code 0x1}. And an {@code @InitBinder} would be prepared for each request anew, and
 * called by reflection for each parameter.
 */
@Component
class IdBinding {

    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]*");

    IdBinding(RequestMappingHandlerAdapter adapter) {
        var initializer =
                (ConfigurableWebBindingInitializer) Objects.requireNonNull(adapter.getWebBindingInitializer());
        initializer.setPropertyEditorRegistrar(editors -> editors.registerCustomEditor(long.class, new IdEditor()));
    }

    private static final class IdEditor extends PropertyEditorSupport {

        @Override
        public void setAsText(String text) {
            if (!POSITIVE.matcher(text).matches()) {
                throw new IllegalArgumentException("not an id");
            }
            setValue(Long.valueOf(text));
        }
    }
}
