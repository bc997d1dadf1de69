package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModuleDependency;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The pictures of the modules: one that each build draws, and one on a page, which must show the same. */
@Tag("fast")
class ModulesTests {

    private static final Pattern ARROW = Pattern.compile("(?m)^ {4}(\\w+) --> (\\w+)$");

    private static final ApplicationModules MODULES = ApplicationModules.of(PolyglotApplication.class);

    @Test
    void theBuildDrawsTheModules() {
        var folder = Path.of("target", "spring-modulith-docs");

        new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder(folder.toString()))
                .writeModulesAsPlantUml()
                .writeModuleCanvases();

        assertThat(folder.resolve("components.puml")).isNotEmptyFile();
    }

    @Test
    void thePageShowsWhichModuleUsesWhich() throws IOException {
        var page = Files.readString(Path.of("src/docs/modules.md"));
        var shown = ARROW.matcher(page)
                .results()
                .map(arrow -> arrow.group(1) + " --> " + arrow.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(dependencies());
    }

    private static TreeSet<String> dependencies() {
        return MODULES.stream()
                .flatMap(module -> module.getDirectDependencies(MODULES).stream()
                        .map(ApplicationModuleDependency::getTargetModule)
                        .filter(target -> !target.equals(module))
                        .map(target -> module.getIdentifier() + " --> " + target.getIdentifier()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
