package dev.polyglotdb.auth;

import dev.polyglotdb.platform.admission.Network;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.web.CrossOrigin;
import dev.polyglotdb.platform.web.SafetyHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.webmvc.actuate.endpoint.web.WebMvcEndpointHandlerMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Configures Spring Security: the bearer token filter uses the application's own sessions, and the annotations of the
 * controllers are the access rules.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SessionProperties.class, ThrottleProperties.class, PasswordProperties.class})
class SecurityConfiguration {

    /** Weaker hashes are replaced at the next login; stronger ones stay. */
    @Bean
    static PasswordEncoder passwordEncoder(PasswordProperties passwordProperties, StoreTimeouts timeouts) {
        var strength = passwordProperties.strength();
        var bcrypt = new EqualCostEncoder(new BCryptPasswordEncoder(strength), strength);
        return new BoundedPasswordEncoder(
                new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", bcrypt)),
                SecurityConfiguration::callersNetwork,
                timeouts.passwordQueue());
    }

    /** Returns the network of the caller; empty at startup, when the administrator and the demo users are created. */
    private static String callersNetwork() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Network.of(attributes.getRequest().getRemoteAddr())
                : "";
    }

    @Bean
    static HttpFirewall httpFirewall() {
        return new RequestFirewall();
    }

    /**
     * Provides the only way to authenticate. Without this bean, Spring Boot would create a user with
     * a generated password.
     */
    @Bean
    static AuthenticationManager authenticationManager(SessionAuthenticationProvider provider) {
        return new ProviderManager(provider);
    }

    /**
     * Disables observations. Otherwise every filter would be timed in every request, and these timings are not used.
     */
    @Bean
    static SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    static RouteRoles routes(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers,
            ObjectProvider<WebMvcEndpointHandlerMapping> endpoints) {
        // There are no endpoint mappings if the actuator has a port of its own. The operator then controls who can
        // reach it.
        return new RouteRoles(controllers, endpoints::stream, EndpointRequest.to("health"));
    }

    @Bean
    static SecurityFilterChain security(
            HttpSecurity http,
            RouteRoles routeRoles,
            AuthenticationManager authenticationManager,
            CrossOrigin crossOrigin,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        AuthenticationEntryPoint unauthorized =
                (request, response, failure) -> problems.resolveException(request, response, null, failure);
        // oauth2ResourceServer() would also publish OAuth metadata, but there is no OAuth server here.
        var bearer = new BearerTokenAuthenticationFilter(
                authenticationManager, tokensWhereNeeded(routeRoles, authenticationManager));
        bearer.setAuthenticationEntryPoint(unauthorized);
        return http.headers(headers -> headers.defaultsDisabled()
                        .httpStrictTransportSecurity(Customizer.withDefaults())
                        .addHeaderWriter(new SafetyHeaders()))
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                // Who asks is known for this request alone. The default would also look for a session of the servlet.
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .addFilter(crossOrigin.filter())
                .addFilterAfter(new AdminAudit(routeRoles), CorsFilter.class)
                .addFilterBefore(bearer, AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().access(roles(routeRoles)))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler((request, response, failure) ->
                                problems.resolveException(request, response, null, failure)))
                .build();
    }

    private static AuthorizationManager<RequestAuthorizationContext> roles(RouteRoles routeRoles) {
        return (authentication, context) -> {
            var needed = routeRoles.requiredRoles(context.getRequest());
            return new AuthorizationDecision(needed.isEmpty()
                    || authentication.get().getAuthorities().stream()
                            .map(GrantedAuthority::getAuthority)
                            .anyMatch(granted -> needed.stream().anyMatch(role -> ("ROLE_" + role).equals(granted))));
        };
    }

    /**
     * Reads the token only on routes that require a role. Public routes thus also answer with a stale token, and while
     * Redis is down.
     */
    private static AuthenticationConverter tokensWhereNeeded(
            RouteRoles routeRoles, AuthenticationManager authenticationManager) {
        var bearer = new BearerTokenAuthenticationConverter();
        AuthenticationConverter tokens = request -> bearer.convert(new SpacedAuthorization(request));
        var health = EndpointRequest.to("health");
        return request -> {
            if (!routeRoles.requiredRoles(request).isEmpty()) {
                return tokens.convert(request);
            }
            // The health endpoint shows more to administrators, but must answer anyone, even while Redis is down.
            return health.matches(request) ? valid(tokens, request, authenticationManager) : null;
        };
    }

    private static @Nullable Authentication valid(
            AuthenticationConverter tokens, HttpServletRequest request, AuthenticationManager authenticationManager) {
        try {
            var token = tokens.convert(request);
            return token == null || authenticationManager.authenticate(token) == null ? null : token;
        } catch (AuthenticationException | StoreException malformedOrUnknown) {
            return null;
        }
    }
}
