package dev.polyglotdb.platform.web;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves query parameters to a record without annotations, all of whose components are texts. Each has the parameter
 * of its name, or null. Spring MVC would do so as well, but would take a header of that name if there is no such
 * parameter.
 */
final class RecordResolver implements HandlerMethodArgumentResolver {

    /** The canonical constructors of the records. */
    private final Map<Class<?>, Constructor<?>> constructors = new ConcurrentHashMap<>();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return QueryParameters.isRecordOfThem(parameter.getParameter());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var constructor =
                constructors.computeIfAbsent(parameter.getParameterType(), BeanUtils::getResolvableConstructor);
        var texts = Arrays.stream(constructor.getParameters())
                .map(component -> request.getParameter(component.getName()))
                .toArray();
        return BeanUtils.instantiateClass(constructor, texts);
    }
}
