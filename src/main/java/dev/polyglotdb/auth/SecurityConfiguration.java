package dev.polyglotdb.auth;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.web.CrossOrigin;
import dev.polyglotdb.platform.web.SafetyHeaders;
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
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
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
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Spring Security with our sessions behind its bearer token filter, and the controllers' annotations as its rules. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SessionProperties.class, ThrottleProperties.class, PasswordProperties.class})
class SecurityConfiguration {

    /** Of another strength, a hash is replaced at the next login. */
    @Bean
    static PasswordEncoder passwordEncoder(PasswordProperties passwordProperties) {
        var bcrypt = new BCryptPasswordEncoder(passwordProperties.strength());
        return new BoundedPasswordEncoder(
                new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", bcrypt)),
                SecurityConfiguration::callersNetwork);
    }

    /** Nobody's at the start, when an administrator or the demo's users are made. */
    private static String callersNetwork() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Network.of(attributes.getRequest().getRemoteAddr())
                : "";
    }

    /**
     * Names of parameters have keys of products' attributes in them, and those can be any text. A method that nobody knows is as wrong
     * as any other, so it gets the 405; the rules have no use for it.
     */
    @Bean
    static HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterNames(name -> true);
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    /** The only way to log in is ours; this keeps Boot from making a user with a generated password. */
    @Bean
    static AuthenticationManager authenticationManager(SessionAuthenticationProvider provider) {
        return new ProviderManager(provider);
    }

    /** Otherwise each of the filters is timed in each request, which nobody looks at. */
    @Bean
    static SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    static RouteRoles routes(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers,
            ObjectProvider<WebMvcEndpointHandlerMapping> endpoints) {
        // There are none here where they have a port of their own, the operator's way to say who can reach them.
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
        // Not through oauth2ResourceServer(): that would also publish OAuth metadata, and there is no OAuth server
        // here.
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
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
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
        return (authentication, context) -> new AuthorizationDecision(routeRoles
                .requiredRole(context.getRequest())
                .map(role -> authentication.get().getAuthorities().stream()
                        .anyMatch(granted -> ("ROLE_" + role).equals(granted.getAuthority())))
                .orElse(true));
    }

    /** A public route does not look at the token, so it answers also with a stale one, and while Redis is away. */
    private static AuthenticationConverter tokensWhereNeeded(
            RouteRoles routeRoles, AuthenticationManager authenticationManager) {
        var bearer = new BearerTokenAuthenticationConverter();
        AuthenticationConverter tokens = request -> bearer.convert(new SpacedAuthorization(request));
        var health = EndpointRequest.to("health");
        return request -> {
            if (routeRoles.requiredRole(request).isPresent()) {
                return tokens.convert(request);
            }
            // It tells more to administrators, but has to tell something to anyone, Redis or not.
            return health.matches(request) ? valid(tokens.convert(request), authenticationManager) : null;
        };
    }

    private static @Nullable Authentication valid(
            @Nullable Authentication token, AuthenticationManager authenticationManager) {
        try {
            return token == null || authenticationManager.authenticate(token) == null ? null : token;
        } catch (AuthenticationException | StoreUnavailableException unknown) {
            return null;
        }
    }
}
