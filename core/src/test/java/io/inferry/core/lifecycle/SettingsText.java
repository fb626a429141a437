package io.inferry.core.lifecycle;

import io.inferry.api.ServingException;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.settings.WarmupSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads settings from words: {@code latest=2}, {@code all}, {@code only=3}, {@code label:stable=1},
 * {@code instances=2}, {@code warmup=required}, {@code engine=onnx}; anything else is an error.
 */
public final class SettingsText implements ModelSettingsReader {
    @Override
    public ModelSettings read(Path file) {
        try {
            return parse(file, Files.readString(file).trim().split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelSettings parse(Path file, String[] words) {
        VersionSelection versions = ModelSettings.STANDARD.versions();
        Map<String, Long> labels = new HashMap<>();
        Set<Long> only = new HashSet<>();
        Optional<String> engine = Optional.empty();
        int instances = 1;
        boolean required = false;
        for (String word : words) {
            String value = word.substring(word.indexOf('=') + 1);
            if (word.startsWith("latest=")) {
                versions = new VersionSelection.Latest(Integer.parseInt(value));
            } else if (word.equals("all")) {
                versions = new VersionSelection.All();
            } else if (word.startsWith("only=")) {
                only.add(Long.parseLong(value));
                versions = new VersionSelection.Specific(only);
            } else if (word.startsWith("label:")) {
                labels.put(
                        word.substring("label:".length(), word.indexOf('=')),
                        Long.parseLong(value));
            } else if (word.startsWith("instances=")) {
                instances = Integer.parseInt(value);
            } else if (word.startsWith("engine=")) {
                engine = Optional.of(value);
            } else if (word.equals("warmup=required")) {
                required = true;
            } else {
                throw ServingException.invalidModel(file + " has an unknown word: " + word);
            }
        }
        return new ModelSettings(
                engine,
                versions,
                labels,
                ModelSettings.STANDARD.batching(),
                instances,
                new WarmupSettings(1, List.of(1), Map.of(), required),
                ModelSettings.STANDARD.limits(),
                Map.of());
    }
}
