package dev.polyglotdb.lab;

import dev.polyglotdb.engines.Launch;
import dev.polyglotdb.engines.SharedStores;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts engines of its own, with data that are deleted at the end, and runs experiments on them. */
public final class LabLauncher {

    private LabLauncher() {}

    /** Ends the process: with 0 if all went well, otherwise with 1; with 2 if the arguments are wrong. */
    public static void launch(String[] args, List<Experiment> experiments) {
        Launch.run(() -> System.exit(run(args, experiments)));
    }

    private static int run(String[] args, List<Experiment> experiments) {
        LabArguments arguments;
        try {
            arguments = LabArguments.of(List.of(args), experiments);
        } catch (IllegalArgumentException e) {
            System.err.println("lab: " + e.getMessage());
            return 2;
        }
        SharedStores.startMeasured();
        try (var context = new SpringApplicationBuilder(LabConfiguration.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("logging.level.root=warn", "logging.level.com.datastax=error")
                .run()) {
            return new LabRun(context.getBean(Laboratory.class), arguments).run() ? 0 : 1;
        } catch (IOException | SQLException e) {
            System.err.println("lab: the report could not be written: " + e.getMessage());
            return 1;
        }
    }
}
