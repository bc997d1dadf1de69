package dev.polyglotdb.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Chooses the ports on which the engines listen. */
final class Ports {

    /** How important the ports of docker-compose are. */
    enum Policy {
        /** Use any free port. */
        RANDOM,
        /** Use the port of docker-compose if it is free. */
        PREFER_DEFAULT,
        /** Use only the port of docker-compose, because other programs rely on it. */
        INSIST_ON_DEFAULT
    }

    /**
     * Below the range that operating systems use for outgoing connections. So no other socket gets the port while an
     * engine is down, and a client that retries can't be connected to itself.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 29_999;
    private static final int BEGIN_OF_OUTGOING = 32_768;

    /** How far above its port a node of Redis Cluster listens for the other nodes. */
    private static final int BUS = 10_000;

    private static final int CONNECT_MILLIS = 500;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

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

    /** Returns a port that is free at present, and none twice: whoever got it before may not listen on it yet. */
    static int random() {
        return random(HIGHEST + 1);
    }

    /** Returns such a port for a node of Redis Cluster: the port for other nodes is free, too. */
    static int withBus() {
        int port;
        do {
            port = random(BEGIN_OF_OUTGOING - BUS);
        } while (!isFree(port + BUS));
        return port;
    }

    private static int random(int end) {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(LOWEST, end);
        } while (!isFree(port) || !GIVEN.add(port));
        return port;
    }

    /** Returns whether nothing listens on the port, neither on loopback nor on all addresses. */
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
