package dev.polyglotdb.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Chooses the ports that the engines listen on. */
final class Ports {

    /** How much the ports of docker-compose matter. */
    enum Policy {
        /** Any free port does. */
        RANDOM,
        /** The port of docker-compose if it is free. */
        PREFER_DEFAULT,
        /** No other port will do, since something else relies on them. */
        INSIST_ON_DEFAULT
    }

    /**
     * Below what operating systems hand out to outgoing connections: while an engine is down, nothing else gets its port,
     * and no client that retries can end up connected to itself.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 29_999;
    private static final int CONNECT_MILLIS = 500;

    private Ports() {}

    static Map<Engine, Integer> choose(Policy policy) {
        Map<Engine, Integer> ports = new EnumMap<>(Engine.class);
        Map<Engine, Integer> taken = new EnumMap<>(Engine.class);
        for (Engine engine : Engine.values()) {
            int port = engine.defaultPort();
            if (policy == Policy.RANDOM) {
                port = random();
            } else if (!isFree(port)) {
                taken.put(engine, port);
                port = random();
            }
            ports.put(engine, port);
        }
        if (policy == Policy.INSIST_ON_DEFAULT && !taken.isEmpty()) {
            throw taken(taken);
        }
        taken.forEach((engine, port) -> Console.say(
                engine, "takes port %d, because %d is taken by another program".formatted(ports.get(engine), port)));
        return ports;
    }

    static void requireFree(Engine engine, int port) {
        if (!isFree(port)) {
            throw taken(Map.of(engine, port));
        }
    }

    /** A port that is free just now. Two calls hardly ever give the same. */
    static int random() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
        } while (!isFree(port));
        return port;
    }

    /** Whether nothing listens on the port, neither on loopback nor on all addresses. */
    static boolean isFree(int port) {
        return !answers(port) && canBind(port);
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static StoresException taken(Map<Engine, Integer> taken) {
        String ports = taken.entrySet().stream()
                .map(entry -> "port %d for %s"
                        .formatted(entry.getValue(), entry.getKey().title()))
                .collect(Collectors.joining(", "));
        return new StoresException(
                "Taken by other programs: %s. Stop those programs (if they are this project's containers, with \"docker compose down\") and start again."
                        .formatted(ports));
    }
}
