package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.admission.ClientNames;
import dev.polyglotdb.platform.admission.Lanes;
import dev.polyglotdb.platform.web.CrossOrigin;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AdmissionValveConfiguration {

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> admissionValve(
            Lanes lanes, ClientNames clientNames, CrossOrigin crossOrigin, Farewell farewell) {
        return tomcat ->
                tomcat.addEngineValves(new AdmissionValve(lanes, clientNames, new Refusal(crossOrigin, farewell)));
    }
}
