package dev.polyglotdb.products.transfer;

import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.products.ProductPreview;
import dev.polyglotdb.products.ProductPreviews;
import dev.polyglotdb.products.UpsertCounts;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * An import that writes nothing. What a line would do depends on all earlier lines for the same product, however far
 * back. So previews go to temporary files, by the hash of their id, and are counted in the end, one file at a time.
 * Memory holds a 256th of the ids.
 */
final class DryRun implements ImportTarget {

    private static final Logger log = LoggerFactory.getLogger(DryRun.class);

    private static final int PARTS = 256;
    private static final int BUFFER = 1 << 12;
    private static final String ABSENT = "";

    private final ProductPreviews previews;
    private final DryRunSpace space;
    private final Path folder;
    private final List<ByteArrayOutputStream> buffers = new ArrayList<>(PARTS);
    private long written;

    /** @throws ProblemException (503) if the disk refuses a directory */
    DryRun(ProductPreviews previews, DryRunSpace space) {
        this.previews = previews;
        this.space = space;
        this.folder = space.newFolder();
        for (var part = 0; part < PARTS; part++) {
            buffers.add(new ByteArrayOutputStream());
        }
    }

    @Override
    public UpsertCounts apply(Map<String, List<NewProduct>> commands) {
        var found = previews.of(commands);
        try {
            for (var preview : found) {
                keep(preview);
            }
        } catch (IOException failure) {
            throw DryRunSpace.unusable(failure);
        }
        return UpsertCounts.NONE;
    }

    private synchronized void keep(ProductPreview preview) throws IOException {
        var part = Math.floorMod(preview.id().hashCode(), PARTS);
        var buffer = buffers.get(part);
        var out = new DataOutputStream(buffer);
        out.writeUTF(preview.id());
        out.writeUTF(preview.current() == null ? ABSENT : preview.current());
        out.writeInt(preview.wanted().size());
        for (var wanted : preview.wanted()) {
            out.writeUTF(wanted);
        }
        if (buffer.size() >= BUFFER) {
            flush(part);
        }
    }

    private void flush(int part) throws IOException {
        var buffer = buffers.get(part);
        space.take(written, buffer.size());
        written += buffer.size();
        Files.write(file(part), buffer.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        buffer.reset();
    }

    private Path file(int part) {
        return folder.resolve(Integer.toString(part));
    }

    @Override
    public synchronized UpsertCounts rest() {
        var counts = UpsertCounts.NONE;
        try {
            for (var part = 0; part < PARTS; part++) {
                flush(part);
                counts = counts.plus(count(part));
            }
        } catch (IOException failure) {
            throw DryRunSpace.unusable(failure);
        }
        return counts;
    }

    private UpsertCounts count(int part) throws IOException {
        var contents = new HashMap<String, String>();
        var counts = UpsertCounts.NONE;
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file(part))))) {
            while (in.available() > 0) {
                var id = in.readUTF();
                var stored = in.readUTF();
                var content = contents.getOrDefault(id, stored);
                for (var commands = in.readInt(); commands > 0; commands--) {
                    var wanted = in.readUTF();
                    counts = counts.plus(effect(content, wanted));
                    content = wanted;
                }
                contents.put(id, content);
            }
        }
        return counts;
    }

    private static UpsertCounts effect(String content, String wanted) {
        if (content.equals(ABSENT)) {
            return new UpsertCounts(1, 0, 0);
        }
        return content.equals(wanted) ? new UpsertCounts(0, 0, 1) : new UpsertCounts(0, 1, 0);
    }

    /** Removes the files. */
    @Override
    public synchronized void close() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            log.warn("The temporary files of a dry run could not be removed: {}", failure.toString());
        } finally {
            space.release(written);
        }
    }
}
