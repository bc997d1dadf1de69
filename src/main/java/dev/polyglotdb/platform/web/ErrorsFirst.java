package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Evaluates Accept last, because an error is a problem whatever the client accepts. Spring MVC evaluates it first, to
 * choose a handler method; here each path and method has only one.
 *
 * <p>The errors of a write are known only once it was tried, and then it is too late for a 406. So Accept does not
 * count for writes at all, as RFC 9110 (12.5.1) allows: they answer in the one type that they have.
 */
@Component
class ErrorsFirst implements WebMvcRegistrations {

    /** Accepts anything. */
    static final ContentNegotiationManager ANYTHING = new ContentNegotiationManager(request -> List.of(MediaType.ALL));

    static boolean isNegotiated(HttpServletRequest request) {
        var method = request.getMethod();
        return method.equals(HttpMethod.GET.name()) || method.equals(HttpMethod.HEAD.name());
    }

    /** Spring would answer with the parameters of the client, as if the server knew what they mean. */
    private static MediaType withoutParameters(MediaType accepted) {
        return new MediaType(accepted.getType(), accepted.getSubtype(), accepted.getQualityValue());
    }

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            public void setContentNegotiationManager(ContentNegotiationManager manager) {
                super.setContentNegotiationManager(ANYTHING);
            }
        };
    }

    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new RequestMappingHandlerAdapter() {
            @Override
            public void setContentNegotiationManager(ContentNegotiationManager manager) {
                super.setContentNegotiationManager(new ContentNegotiationManager(request ->
                        request.getNativeRequest() instanceof HttpServletRequest called && isNegotiated(called)
                                ? manager.resolveMediaTypes(request).stream()
                                        .map(ErrorsFirst::withoutParameters)
                                        .toList()
                                : List.of(MediaType.ALL)));
            }

            @Override
            protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handlerMethod) {
                return new NegotiatedHandlerMethod(handlerMethod);
            }
        };
    }
}
