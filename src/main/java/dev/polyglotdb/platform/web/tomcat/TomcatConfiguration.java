package dev.polyglotdb.platform.web.tomcat;

import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return tomcat -> tomcat.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReportValve.class.getName()));
    }

    /** Who asks before sending a large body (Expect: 100-continue) is told to go on only when it is wanted, so not when it is refused. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodiesOnDemand() {
        return tomcat ->
                tomcat.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }

    /** Whether a path has a TRACE is for the application to say; and nothing takes a form, whose fields would pass for parameters. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> methodsOfTheApplication() {
        return tomcat -> tomcat.addConnectorCustomizers(connector -> {
            connector.setAllowTrace(true);
            connector.setParseBodyMethods("");
        });
    }

    /** Half of the threads, so that slow clients can't hold all of them. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowBodies(
            @Value("${server.tomcat.threads.max:200}") int threads) {
        return tomcat -> tomcat.addEngineValves(new SlowBodyValve(threads / 2));
    }
}
