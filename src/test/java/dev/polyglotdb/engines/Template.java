package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configuration files of engines, stored as resources with {@code ${names}} as placeholders. */
final class Template {

    private Template() {}

    static Path write(String resource, Path target, Map<String, ?> values) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream("/engines/" + resource)) {
            if (in == null) {
                throw new IOException(resource + " is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, ?> value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", String.valueOf(value.getValue()));
            }
            return Files.writeString(target, text);
        }
    }
}
