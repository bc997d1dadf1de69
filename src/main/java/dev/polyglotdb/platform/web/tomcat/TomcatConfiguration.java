package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.web.CrossOrigin;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    /** In bytes. Enough for 20 Mbit/s at a round trip of 100 ms, over each connection. */
    private static final int SEND_BUFFER = 1 << 18;

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat(CrossOrigin crossOrigin) {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            var host = (StandardHost) context.getParent();
            // Tomcat would add a valve of its own after this one.
            host.setErrorReportValveClass("");
            host.getPipeline().addValve(new ProblemReportValve(crossOrigin));
        });
    }

    /**
     * Makes Tomcat send 100 Continue only when the application reads the body. So a client that sends Expect:
     * 100-continue does not send a body that is rejected.
     */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodiesOnDemand() {
        return tomcat ->
                tomcat.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }

    /** Leaves TRACE to the application. No endpoint takes a form, whose fields would pass for query parameters. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> methodsOfTheApplication() {
        return tomcat -> tomcat.addConnectorCustomizers(connector -> {
            connector.setAllowTrace(true);
            connector.setParseBodyMethods("");
        });
    }

    /**
     * Limits what waits in the system until a client reads it. Once that is full, the system takes more only after a
     * third of it has gone, and meanwhile the time-out for a write runs. By default Linux lets it grow to 4 MB, so a
     * client of less than 0.6 Mbit/s was disconnected although it never paused. Now 0.15 Mbit/s are enough.
     */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedSendBuffers() {
        return tomcat -> tomcat.addConnectorCustomizers(
                connector -> connector.setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER)));
    }

    /** Slow clients may occupy a quarter of the threads. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> pacedBodies(
            @Value("${server.tomcat.threads.max}") int threads, Farewell farewell) {
        return tomcat -> tomcat.addConnectorCustomizers(connector -> connector.addLifecycleListener(event -> {
            // What a connector has before is Tomcat's own.
            if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT)) {
                connector
                        .getProtocolHandler()
                        .setAdapter(new PacedAdapter(connector, threads / 4, new ServerOptions(farewell)));
            }
        }));
    }
}
