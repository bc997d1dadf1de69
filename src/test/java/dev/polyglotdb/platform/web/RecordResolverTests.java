package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerMapping;

@Tag("fast")
class RecordResolverTests {

    private static final RecordResolver RESOLVER = new RecordResolver();
    private static final List<MethodParameter> PARAMETERS = parameters();

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    record Filter(@Nullable String type, @Nullable String to) {}

    void handler(Filter filter, @RequestBody Filter body, String text) {}

    @Test
    void eachComponentIsTheParameterOfItsName() {
        request.addParameter("to", "");
        request.addParameter("type", "VIEW");

        assertThat(resolved()).isEqualTo(new Filter("VIEW", ""));
    }

    @Test
    void whatIsNoParameterIsNotLookedForElsewhere() {
        request.addHeader("Type", "VIEW");
        request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("to", "7"));

        assertThat(resolved()).isEqualTo(new Filter(null, null));
    }

    @Test
    void onlyRecordsWithoutAnnotationsAreResolved() {
        assertThat(PARAMETERS).map(RESOLVER::supportsParameter).containsExactly(true, false, false);
    }

    private Object resolved() {
        return RESOLVER.resolveArgument(PARAMETERS.get(0), null, new ServletWebRequest(request), null);
    }

    private static List<MethodParameter> parameters() {
        var handler = Objects.requireNonNull(ReflectionUtils.findMethod(
                RecordResolverTests.class, "handler", Filter.class, Filter.class, String.class));
        return Arrays.stream(handler.getParameters())
                .map(MethodParameter::forParameter)
                .toList();
    }
}
