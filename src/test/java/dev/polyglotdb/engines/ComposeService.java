package dev.polyglotdb.engines;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * A store's service in docker-compose.yml, as far as a container needs it that is made without compose.
 *
 * @param memory the container's limit in bytes
 * @param sharedMemory the size of /dev/shm in bytes; null for Docker's default
 * @param stopGrace how long the store may take to stop in order
 * @param startUp how long compose waits for the store's first answer before it calls the start a failure
 */
record ComposeService(
        String image,
        List<String> command,
        Map<String, String> environment,
        long memory,
        @Nullable Long sharedMemory,
        Duration stopGrace,
        Duration startUp) {

    /**
     * All keys of a store's service: those above, and those that a throw-away container has no use for or has
     * otherwise. Another key would silently make tests differ from compose.
     */
    private static final Set<String> KEYS = Set.of(
            "image",
            "command",
            "environment",
            "mem_limit",
            "shm_size",
            "stop_grace_period",
            "healthcheck",
            "ports",
            "volumes",
            "restart");

    ComposeService {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** @throws IllegalArgumentException if the service has a key that containers of tests would ignore */
    static ComposeService of(Engine engine) {
        return of(ComposeFile.service(engine.id()));
    }

    static ComposeService of(Map<String, Object> service) {
        if (!KEYS.containsAll(service.keySet())) {
            throw new IllegalArgumentException(
                    "Containers of tests would ignore some of %s".formatted(service.keySet()));
        }
        var sharedMemory = service.get("shm_size");
        return new ComposeService(
                Objects.requireNonNull((String) service.get("image"), "no image"),
                strings(service.getOrDefault("command", List.of())),
                texts(service.getOrDefault("environment", Map.of())),
                bytes(Objects.requireNonNull(service.get("mem_limit"), "no mem_limit")),
                sharedMemory == null ? null : bytes(sharedMemory),
                duration(service.get("stop_grace_period")),
                startUp((Map<?, ?>) Objects.requireNonNull(service.get("healthcheck"), "no healthcheck")));
    }

    /** A check that fails within the start period does not count; after it, so many in a row make it a failure. */
    private static Duration startUp(Map<?, ?> healthCheck) {
        var oneMore = duration(healthCheck.get("interval")).plus(duration(healthCheck.get("timeout")));
        var retries = (Integer) Objects.requireNonNull(healthCheck.get("retries"), "no retries");
        return duration(healthCheck.get("start_period")).plus(oneMore.multipliedBy(retries));
    }

    private static Duration duration(@Nullable Object text) {
        return DurationStyle.SIMPLE.parse(
                Objects.requireNonNull(text, "no duration").toString());
    }

    private static long bytes(Object text) {
        return DataSize.parse(text.toString().toUpperCase(Locale.ROOT) + "B").toBytes();
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }

    private static Map<String, String> texts(Object map) {
        return ((Map<?, ?>) map)
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().toString(),
                                entry -> entry.getValue().toString()));
    }
}
