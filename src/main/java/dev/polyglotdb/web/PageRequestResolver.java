package dev.polyglotdb.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code limit} and {@code cursor} into a {@link PageRequest}. */
final class PageRequestResolver implements HandlerMethodArgumentResolver {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public PageRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var cursor = single(request, "cursor");
        return new PageRequest(
                Limits.parse(single(request, "limit"), DEFAULT_LIMIT, MAX_LIMIT),
                cursor == null ? null : Cursor.parse(cursor));
    }

    private static @Nullable String single(NativeWebRequest request, String name) {
        var values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw new ValidationException(FieldProblem.of(name, "must be given once"));
        }
        return values == null ? null : values[0];
    }
}
