package dev.polyglotdb.engines;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MongoDB: a {@code mongod} if one can be found, otherwise an emulator in its own JVM. */
final class MongoEngine extends LocalEngine {

    private static final String EMULATOR = "mongo-java-server-h2-backend";

    private final boolean quickStart;
    private @Nullable Path mongod;
    private List<Path> emulator = List.of();

    /** @param quickStart whether to prefer a quick start and little memory to speed under load */
    MongoEngine(Path folder, int port, boolean quickStart) {
        super(Engine.MONGODB, folder, port);
        this.quickStart = quickStart;
    }

    @Override
    String description() {
        return isEmulated() ? "mongodb emulator" : "mongodb";
    }

    boolean isEmulated() {
        return mongod == null;
    }

    @Override
    void prepare() throws IOException {
        mongod = Mongod.find(Files.createDirectories(folder().resolve("download")));
        if (mongod == null) {
            Console.say(
                    Engine.MONGODB,
                    "is an emulator of MongoDB 5.0 here (mongo-java-server), for machines where no mongod could be had:"
                            + " it can do less; POLYGLOT_MONGOD names a real one");
            emulator = Artifacts.of(Engine.MONGODB, "6 MB")
                    .classPath("de.bwaldvogel:%s:%s".formatted(EMULATOR, emulatorVersion()));
        } else {
            Console.say(Engine.MONGODB, "is " + mongod);
        }
        Files.createDirectories(data());
    }

    @Override
    List<String> command() throws IOException {
        if (mongod != null) {
            var command = new ArrayList<>(List.of(
                    mongod.toString(),
                    "--bind_ip",
                    HOST,
                    "--port",
                    Integer.toString(port()),
                    "--dbpath",
                    data().toString()));
            command.addAll(ComposeService.of(Engine.MONGODB).command());
            return command;
        }
        JavaCommand java = new JavaCommand(folder());
        if (quickStart) {
            java.options("-XX:+UseSerialGC", "-Xms32m", "-Xmx256m").options(JavaCommand.QUICK_START);
        } else {
            java.options("-XX:+UseParallelGC", "-Xms32m", "-Xmx2g");
        }
        return java.build(
                emulator,
                MongoEmulatorMain.class,
                List.of(
                        ParentWatch.class,
                        KeyValue.class,
                        MongoEmulator.class,
                        MongoEmulator.Database.class,
                        MongoEmulator.IgnoredIndex.class,
                        MongoEmulatorCollection.class,
                        BsonType.class),
                HOST,
                Integer.toString(port()),
                data().resolve("store.mv").toString());
    }

    /** Returns the version that {@link MongoEmulator} is compiled against. Only pom.xml names it. */
    static String emulatorVersion() {
        URL jar = H2Backend.class.getProtectionDomain().getCodeSource().getLocation();
        return Pattern.compile(EMULATOR + "-([^/]+)\\.jar$")
                .matcher(jar.getPath())
                .results()
                .map(name -> name.group(1))
                .findFirst()
                .orElseThrow(() -> new StoresException("The name of %s has no version.".formatted(jar)));
    }

    @Override
    void requestStop(Process process) throws IOException {
        if (isEmulated()) {
            process.getOutputStream().close();
        } else {
            process.destroy();
        }
    }

    /**
     * Each kind has its own files, and each series of a {@code mongod} too, since it does not start on those of another
     * one. The folders data, emulator-data and emulator of earlier versions are not read any more.
     */
    private Path data() {
        return folder().resolve(mongod == null ? "emulator-bson" : "data-" + series(mongod));
    }

    private static String series(Path mongod) {
        return MongodVersion.of(mongod)
                .map(MongodVersion::series)
                .orElseThrow(() -> new StoresException(mongod + " says no version any more."));
    }
}
