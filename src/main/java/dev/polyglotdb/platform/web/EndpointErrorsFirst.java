package dev.polyglotdb.platform.web;

import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Evaluates Accept last for the actuator too, as {@link ErrorsFirst} does for the API. Its mappings take no other
 * negotiation than that by the header, so each route is registered again with one that accepts anything.
 */
@Component
class EndpointErrorsFirst implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof AbstractWebMvcEndpointHandlerMapping mapping) {
            Map.copyOf(mapping.getHandlerMethods()).forEach((route, method) -> {
                mapping.unregisterMapping(route);
                mapping.registerMapping(acceptingAnything(route), method.getBean(), method.getMethod());
            });
        }
        return bean;
    }

    private static RequestMappingInfo acceptingAnything(RequestMappingInfo route) {
        var options = new RequestMappingInfo.BuilderConfiguration();
        options.setContentNegotiationManager(ErrorsFirst.ANYTHING);
        return route.mutate()
                .options(options)
                .produces(route.getProducesCondition().getProducibleMediaTypes().stream()
                        .map(Object::toString)
                        .toArray(String[]::new))
                .build();
    }
}
