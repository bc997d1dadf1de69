package dev.polyglotdb.platform.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Postman collection beside the OpenAPI document. */
@Tag("fast")
class PostmanCollectionTests {

    private static final List<PostmanCollection.Request> REQUESTS = PostmanCollection.requests();

    @Test
    void everyOperationHasARequest() {
        var requested = REQUESTS.stream()
                .map(PostmanCollection.Request::operation)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());

        assertThat(OpenApi.operations())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(requested)
                        .as("no request in the collection: %s", operation)
                        .contains(operation));
    }

    @Test
    void everyRequestIsAnOperation() {
        assertThat(REQUESTS)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.operation())
                        .as("no operation in the document: %s", request)
                        .isPresent());
    }

    @Test
    void noTwoRequestsHaveTheSameName() {
        assertThat(REQUESTS.stream().map(request -> request.item().path("name").asString()))
                .as("a request is repeated by its name")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyRequestHasAnExampleThatTheDocumentAllows() {
        assertThat(REQUESTS).allSatisfy(request -> {
            assertThat(request.examples()).as("no example: %s", request).isNotEmpty();
            request.examples()
                    .forEach(example -> Documented.mustAllow(
                            request.method(), request.path(), example.status(), example.headers(), example.body()));
        });
    }

    @Test
    void everyRequestAssertsTheStatusOfItsExamples() {
        assertThat(REQUESTS)
                .allSatisfy(request -> assertThat(request.examples())
                        .allSatisfy(example -> assertThat(request.test())
                                .as("%s", request)
                                .contains("pm.test(")
                                .containsPattern(
                                        "(have\\.status\\(|oneOf\\(\\[[\\d, ]*)%d\\b".formatted(example.status()))));
    }

    /** Of an operation that needs a session or takes input, somebody wants to see how it says no. */
    @Test
    void everyOperationThatCanBeRefusedIsRefusedOnce() {
        var refused = REQUESTS.stream()
                .filter(request -> request.examples().stream().anyMatch(example -> example.status() >= 400))
                .map(request -> request.operation().orElse(null))
                .filter(Objects::nonNull)
                .map(Operation::id)
                .collect(Collectors.toSet());
        var refusable = OpenApi.operations().stream()
                .filter(operation -> operation.takesInput() || operation.role().isPresent())
                .map(Operation::id);

        assertThat(refused).containsAll(refusable.toList());
    }

    @Test
    void whatGoesWrongInEveryWayIsThere() {
        var statuses = REQUESTS.stream()
                .flatMap(request -> request.examples().stream())
                .map(PostmanCollection.Example::status)
                .collect(Collectors.toSet());

        assertThat(statuses).containsAll(Set.of(400, 401, 402, 403, 404, 409, 412, 415, 422, 503));
    }
}
