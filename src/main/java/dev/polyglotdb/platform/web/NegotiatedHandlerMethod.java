package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * A call of a handler method that answers 406 only to a request that is valid otherwise: to a write before anything is
 * changed, to a read after the resource was found.
 */
final class NegotiatedHandlerMethod extends ServletInvocableHandlerMethod {

    private static final HeaderContentNegotiationStrategy ACCEPT = new HeaderContentNegotiationStrategy();

    private @Nullable NativeWebRequest request;

    NegotiatedHandlerMethod(HandlerMethod handlerMethod) {
        super(handlerMethod);
    }

    @Override
    public @Nullable Object invokeForRequest(
            NativeWebRequest request, @Nullable ModelAndViewContainer container, @Nullable Object... arguments)
            throws Exception {
        this.request = request;
        return super.invokeForRequest(request, container, arguments);
    }

    @Override
    protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
        if (isVoid() || !reads()) {
            mustBeAcceptable();
            return super.doInvoke(arguments);
        }
        var answer = super.doInvoke(arguments);
        if (answer instanceof ResponseEntity<?> entity && entity.getStatusCode().isError() && !entity.hasBody()) {
            var type = ProblemType.of(HttpStatus.valueOf(entity.getStatusCode().value()));
            throw new ProblemException(type, type.title() + ".");
        }
        mustBeAcceptable();
        return answer;
    }

    private boolean reads() {
        var method = ((HttpServletRequest) request().getNativeRequest()).getMethod();
        return method.equals(HttpMethod.GET.name()) || method.equals(HttpMethod.HEAD.name());
    }

    /** Checks a method that declares what it produces; for all others the message converters do. */
    private void mustBeAcceptable() throws HttpMediaTypeNotAcceptableException {
        var produced = request()
                .getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (produced instanceof Collection<?> types) {
            var accepted = ACCEPT.resolveMediaTypes(request());
            if (types.stream().noneMatch(type -> accepted.stream().anyMatch(((MediaType) type)::isCompatibleWith))) {
                throw new HttpMediaTypeNotAcceptableException(
                        types.stream().map(MediaType.class::cast).toList());
            }
        }
    }

    private NativeWebRequest request() {
        return Objects.requireNonNull(request, "set before the call");
    }
}
