package dev.polyglotdb.platform.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.RawHttp;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A server as the shop has it, without the shop. */
@Tag("fast")
class BehindAProxyTests {

    private static final String TRUSTED = "--server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1";

    @Test
    void aTrustedProxySaysWhoseRequestItIs() {
        try (var server = start("--server.forward-headers-strategy=native", TRUSTED);
                var lines = LogLines.of(UntrustedForwarding.class.getName())) {
            assertThat(ask(server, "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https"))
                    .endsWith("192.0.2.7");
            assertThat(ask(server, "X-Forwarded-For: 203.0.113.1, 192.0.2.7"))
                    .as("what the client itself claims is not believed")
                    .endsWith("192.0.2.7");
            assertThat(lines.all()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: 192.0.2.7", "Forwarded: for=192.0.2.7", "X-Forwarded-Proto: https"})
    void anybodyElseIsNotBelievedAndOneWarningTellsSo(String header) {
        try (var server = start();
                var lines = LogLines.of(UntrustedForwarding.class.getName())) {
            for (var i = 0; i < 3; i++) {
                assertThat(ask(server, header)).endsWith("127.0.0.1");
            }
            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1", header.substring(0, header.indexOf(':')))
                    .doesNotContain("192.0.2.7");
        }
    }

    @Test
    void aProxyThatIsNotAmongTheNamedOnesIsNotTrusted() {
        try (var server = start(
                        "--server.forward-headers-strategy=native",
                        "--server.tomcat.remoteip.internal-proxies=10\\.0\\.0\\.1");
                var lines = LogLines.of(UntrustedForwarding.class.getName())) {
            assertThat(ask(server, "X-Forwarded-For: 192.0.2.7")).endsWith("127.0.0.1");
            assertThat(lines.all()).hasSize(1);
        }
    }

    @Test
    void whoeverIsAskedDirectlyHasNothingToWarnOf() {
        try (var server = start();
                var lines = LogLines.of(UntrustedForwarding.class.getName())) {
            assertThat(ask(server)).endsWith("127.0.0.1");
            assertThat(lines.all()).isEmpty();
        }
    }

    @Test
    void anIdleConnectionDoesNotHoldAnInstanceThatStops() throws IOException {
        var server = start();
        try (var idle = RawHttp.open(port(server))) {
            send(idle, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(readAnswer(idle)).startsWith("HTTP/1.1 200").doesNotContain("close");
            var begun = System.nanoTime();

            server.close();

            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(5));
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aRequestInProgressIsAnsweredAndItsConnectionEnds() throws Exception {
        var server = start();
        var slow = server.getBean(Asked.class);
        try (var client = RawHttp.open(port(server))) {
            send(client, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(slow.arrived.await(10, TimeUnit.SECONDS)).isTrue();
            var stopped = CompletableFuture.runAsync(server::close);
            while (!server.getBean(Farewell.class).hasBegun()) {
                Thread.onSpinWait();
            }

            slow.proceed.countDown();

            assertThat(RawHttp.answer(client))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("connection: close")
                    .endsWith("127.0.0.1");
            stopped.get(10, TimeUnit.SECONDS);
        } finally {
            server.close();
        }
    }

    @Test
    void duringTheFarewellAKeptConnectionIsServedOnceMore() throws Exception {
        var server = start("--polyglot.web.farewell=3s");
        try (var client = RawHttp.open(port(server))) {
            send(client, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(readAnswer(client)).startsWith("HTTP/1.1 200");
            var stopped = CompletableFuture.runAsync(server::close);
            while (!server.getBean(Farewell.class).hasBegun()) {
                Thread.onSpinWait();
            }

            send(client, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");

            assertThat(RawHttp.answer(client)).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
            assertThat(stopped).as("there may be other clients").isNotDone();
            stopped.get(10, TimeUnit.SECONDS);
        } finally {
            server.close();
        }
    }

    private static ServletWebServerApplicationContext start(String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("--server.port=0");
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(Server.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.main.banner-mode=off")
                .run(all.toArray(String[]::new));
    }

    private static int port(ServletWebServerApplicationContext server) {
        return Objects.requireNonNull(server.getWebServer()).getPort();
    }

    private static String ask(ServletWebServerApplicationContext server, String... headers) {
        var head = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        Arrays.stream(headers).forEach(header -> head.append(header).append("\r\n"));
        return RawHttp.send(port(server), head.append("\r\n").toString());
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads up to the end of the address, with which every answer ends. */
    private static String readAnswer(Socket socket) throws IOException {
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n127.0.0.1")) {
            var read = socket.getInputStream().read();
            assertThat(read).as("%s", answer).isNotNegative();
            answer.append((char) read);
        }
        return answer.toString();
    }

    /** When a slow request is there, and when it may go on. */
    static final class Asked {
        final CountDownLatch arrived = new CountDownLatch(1);
        final CountDownLatch proceed = new CountDownLatch(1);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({PropertyPlaceholderAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class
    })
    @Import(BalancerConfiguration.class)
    static class Server {

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
                            if (request.getRequestURI().equals("/slow")) {
                                asked.arrived.countDown();
                                try {
                                    assertThat(asked.proceed.await(10, TimeUnit.SECONDS))
                                            .isTrue();
                                } catch (InterruptedException stopped) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                            var address = request.getRemoteAddr();
                            response.setContentLength(address.length());
                            response.getWriter().write(address);
                        }
                    },
                    "/*");
        }
    }
}
