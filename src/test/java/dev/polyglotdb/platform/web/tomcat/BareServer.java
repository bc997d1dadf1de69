package dev.polyglotdb.platform.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.web.CrossOrigin;
import dev.polyglotdb.testing.ExtraApplication;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.RawHttp;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A server as the shop has it, without the shop. It answers with the address that it takes for the client's. */
final class BareServer implements AutoCloseable {

    /** The path of which every request is refused. */
    static final String REFUSED = "/refused";

    /** The path of which the servlet leaves every request to another thread. */
    static final String ENDED_ELSEWHERE = "/ended-elsewhere";

    private final ServletWebServerApplicationContext context;

    private BareServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static BareServer start(String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("--server.port=0");
        return new BareServer((ServletWebServerApplicationContext) ExtraApplication.of(Server.class)
                .web(WebApplicationType.SERVLET)
                .run(all.toArray(String[]::new)));
    }

    Socket connect() throws IOException {
        return RawHttp.open(port());
    }

    /** Asks over a connection of its own. */
    String ask(String... headers) {
        var head = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        Arrays.stream(headers).forEach(header -> head.append(header).append("\r\n"));
        return RawHttp.send(port(), head.append("\r\n").toString());
    }

    static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write((request + "Host: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads up to the end of the address, with which every answer ends. */
    static String readAnswer(Socket socket) throws IOException {
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n127.0.0.1")) {
            var read = socket.getInputStream().read();
            assertThat(read).as("%s", answer).isNotNegative();
            answer.append((char) read);
        }
        return answer.toString();
    }

    Asked slowRequest() {
        return context.getBean(Asked.class);
    }

    Farewell farewell() {
        return context.getBean(Farewell.class);
    }

    /** Captures the lines of one logger about the requests of this server, which must have threads of its own. */
    LogLines linesOf(Class<?> logger) {
        var server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        var protocol = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
        return LogLines.ofThreads("http-nio-auto-" + protocol.getNameIndex() + "-exec-", logger);
    }

    /** Stops in order; does nothing the second time. */
    @Override
    public void close() {
        context.close();
    }

    private int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /** When a slow request is there, when it may go on, and when its thread may after the servlet is done. */
    static final class Asked {
        final CountDownLatch arrived = new CountDownLatch(1);
        final CountDownLatch proceed = new CountDownLatch(1);
        final CountDownLatch end = new CountDownLatch(1);

        static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Without an annotation by which the shops of other tests would find it. */
    @ImportAutoConfiguration({PropertyPlaceholderAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class
    })
    @Import({BalancerConfiguration.class, TomcatConfiguration.class, CrossOrigin.class})
    static class Server {

        /** Refuses what is asked of one path, as the shop refuses what is too much. */
        @Bean
        static WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusing(
                CrossOrigin crossOrigin, Farewell farewell) {
            var refusal = new Refusal(crossOrigin, farewell);
            return tomcat -> tomcat.addEngineValves(new ValveBase(true) {
                @Override
                public void invoke(Request request, Response response) throws IOException, ServletException {
                    if (request.getRequestURI().equals(REFUSED)) {
                        refusal.write(request.getCoyoteRequest(), response.getCoyoteResponse());
                    } else {
                        getNext().invoke(request, response);
                    }
                }
            });
        }

        @Bean
        static WebServerFactoryCustomizer<TomcatServletWebServerFactory> endingSlowly(Asked asked) {
            return tomcat -> tomcat.addEngineValves(new ValveBase(true) {
                @Override
                public void invoke(Request request, Response response) throws IOException, ServletException {
                    getNext().invoke(request, response);
                    if (request.getRequestURI().equals("/slow")) {
                        Asked.await(asked.end);
                    }
                }
            });
        }

        @Bean
        static Asked asked() {
            return new Asked();
        }

        @Bean
        static ServletRegistrationBean<HttpServlet> address(Asked asked) {
            return new ServletRegistrationBean<>(
                    new HttpServlet() {
                        @Override
                        protected void service(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            if (request.getRequestURI().equals(ENDED_ELSEWHERE)) {
                                request.startAsync().start(request.getAsyncContext()::complete);
                                return;
                            }
                            if (request.getRequestURI().equals("/slow")) {
                                asked.arrived.countDown();
                                Asked.await(asked.proceed);
                            }
                            var address = request.getRemoteAddr();
                            response.setContentLength(address.length());
                            response.getWriter().write(address);
                        }
                    },
                    "/");
        }
    }
}
