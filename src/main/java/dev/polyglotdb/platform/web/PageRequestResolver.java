package dev.polyglotdb.platform.web;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@code limit} and {@code cursor} to a {@link PageRequest}. */
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
        var problems = new ArrayList<FieldProblem>();
        var limit = read(request, "limit", text -> Limits.parse(text, DEFAULT_LIMIT, MAX_LIMIT), problems);
        var cursor = read(request, "cursor", Cursor::parse, problems);
        problems.addAll(QueryParameters.problems(request.getParameterMap(), handler(parameter)));
        return new PageRequest(limit.orElse(DEFAULT_LIMIT), cursor.orElse(null), List.copyOf(problems));
    }

    private static Method handler(MethodParameter parameter) {
        return Objects.requireNonNull(parameter.getMethod(), "only methods have pages");
    }

    private static <T> Optional<T> read(
            NativeWebRequest request, String name, Function<String, T> parser, List<FieldProblem> problems) {
        try {
            return Optional.ofNullable(single(request, name)).map(parser);
        } catch (ValidationException invalid) {
            problems.addAll(invalid.errors());
            return Optional.empty();
        }
    }

    private static @Nullable String single(NativeWebRequest request, String name) {
        var values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw new ValidationException(FieldProblem.ofRepeatedParameter(name));
        }
        return values == null ? null : values[0];
    }
}
