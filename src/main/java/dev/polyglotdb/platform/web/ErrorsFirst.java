package dev.polyglotdb.platform.web;

import java.util.List;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
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
 */
@Component
class ErrorsFirst implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            public void setContentNegotiationManager(ContentNegotiationManager manager) {
                super.setContentNegotiationManager(new ContentNegotiationManager(request -> List.of(MediaType.ALL)));
            }
        };
    }

    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new RequestMappingHandlerAdapter() {
            @Override
            protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handlerMethod) {
                return new NegotiatedHandlerMethod(handlerMethod);
            }
        };
    }
}
