package dev.polyglotdb.platform.apidocs;

import dev.polyglotdb.platform.web.TextFile;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

@RestController
class ApiDocsController {

    private final TextFile yaml = TextFile.read("openapi/openapi.yaml");

    /** Created on first use, so that it does not delay the start. */
    private final SingletonSupplier<TextFile> json;

    ApiDocsController(JsonMapper mapper) {
        json = SingletonSupplier.of(() -> {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml.text());
            return TextFile.of(mapper.writeValueAsString(document));
        });
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    @PermitAll
    ResponseEntity<byte[]> json(HttpServletRequest request) {
        return json.obtain().answer(request, MediaType.APPLICATION_JSON);
    }

    @GetMapping(path = "/v3/api-docs.yaml", produces = MediaType.APPLICATION_YAML_VALUE)
    @PermitAll
    ResponseEntity<byte[]> yaml(HttpServletRequest request) {
        return yaml.answer(request, MediaType.APPLICATION_YAML);
    }
}
