package dev.polyglotdb.resilience.fuzz;

import dev.polyglotdb.platform.apidocs.OpenApi;
import dev.polyglotdb.platform.apidocs.Operation;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Generates requests from the OpenAPI document. Operations are chosen at random. Most parts of a request are valid and
 * some are not.
 */
final class RandomRequests {

    private static final int USUAL = 20;

    /**
     * Operations that are slow by nature and therefore rare: those that hash a password, read everything or send much
     * data.
     */
    private static final Map<String, Integer> RARE = Map.of(
            "logIn", 6,
            "registerUser", 8,
            "leave", 4,
            "eraseUser", 4,
            "exportProducts", 1,
            "checkProjections", 1,
            "rebuildProjection", 4,
            "getApiDocs", 1,
            "getApiDocsYaml", 1,
            "getSwaggerUi", 1);

    private static final List<Operation> OPERATIONS = OpenApi.operations().stream()
            .flatMap(operation ->
                    IntStream.range(0, RARE.getOrDefault(operation.id(), USUAL)).mapToObj(i -> operation))
            .toList();

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get", "PROPFIND");

    private final FuzzWorld world;
    private final long seed;

    RandomRequests(FuzzWorld world, long seed) {
        this.world = world;
        this.seed = seed;
    }

    /** Generates a request. The same seed and number give the same request, except for ids and tokens of the world. */
    FuzzedRequest make(int number) {
        var random = random(number);
        return make(number, OPERATIONS.get(random.nextInt(OPERATIONS.size())), random);
    }

    /** Generates a request of this operation. */
    FuzzedRequest make(int number, Operation operation) {
        return make(number, operation, random(number));
    }

    private Random random(int number) {
        return new Random(seed + number * 0x9E3779B97F4A7C15L);
    }

    private FuzzedRequest make(int number, Operation operation, Random random) {
        var method = random.nextInt(16) > 0 ? operation.method() : Chance.pick(METHODS, random);
        var values = new RandomValues(world, random);
        var headers = new RandomHeaders(world, random).of(operation);
        var body = operation.body().map(entry -> {
            if (headers.stream().noneMatch(line -> line.startsWith("Content-Type")) && random.nextInt(30) > 0) {
                headers.add("Content-Type: " + entry.getKey());
            }
            return new RandomBodies(values, random).of(entry.getValue());
        });
        var target = new RandomTargets(world, values, random).of(operation, method);
        return new FuzzedRequest(number, operation, method, target, headers, body.orElse(new byte[0]));
    }
}
