package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** HAProxy, as Debian packages it, before instances of the application. It asks each whether it is ready. */
public final class Haproxy implements AutoCloseable {

    private final int port = Ports.random();
    private final ToolProcess process;

    /**
     * @param program the path of the program
     * @param instances their ports on this machine
     */
    public Haproxy(Path program, List<Integer> instances) throws IOException {
        var folder = Files.createTempDirectory("haproxy");
        var servers = instances.stream()
                .map(instance -> "    server instance-%1$d 127.0.0.1:%1$d%n".formatted(instance))
                .collect(Collectors.joining());
        var settings = Files.writeString(folder.resolve("haproxy.cfg"), """
                defaults
                    mode http
                    timeout connect 1s
                    timeout client 30s
                    timeout server 30s
                    timeout check 3s
                    option redispatch
                frontend shop
                    bind 127.0.0.1:%d
                    default_backend instances
                backend instances
                    balance roundrobin
                    option httpchk
                    http-check send meth GET uri /actuator/health/readiness ver HTTP/1.1 hdr Host 127.0.0.1
                    default-server inter 500ms fall 2 rise 1 check
                %s""".formatted(port, servers));
        this.process = ToolProcess.start(folder, port, List.of(program.toString(), "-db", "-f", settings.toString()));
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
    }
}
