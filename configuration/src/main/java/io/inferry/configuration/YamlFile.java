package io.inferry.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads a YAML file of bounded size. */
final class YamlFile {
    static final int BYTES_MAX = 1 << 20;

    private YamlFile() {}

    /** The file's tree; an empty one when it cannot be read, which is then a problem. */
    static Node.Mapping read(Path file, Problems problems) {
        try {
            long size = Files.size(file);
            if (size <= BYTES_MAX) {
                return YamlText.yaml(file.toString(), Files.readAllBytes(file), problems);
            }
            problems.add(file + " has " + size + " bytes, at most " + BYTES_MAX + " are read");
        } catch (IOException unreadable) {
            problems.add(file + " cannot be read: " + unreadable);
        }
        return new Node.Mapping(Map.of(), new Origin.Line(file.toString(), 1));
    }
}
