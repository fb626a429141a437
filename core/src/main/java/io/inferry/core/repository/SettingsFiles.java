package io.inferry.core.repository;

import io.inferry.api.ServingException;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.core.repository.VersionListing.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads models' settings files, each again only after it changed, and not while somebody writes to
 * it.
 */
final class SettingsFiles {
    private final Optional<ModelSettingsReader> reader;
    private final Surveyor surveyor;
    private final Settling settling;
    private final Map<Path, Known> readings = new HashMap<>();
    private final Set<Path> seen = new HashSet<>();

    SettingsFiles(Optional<ModelSettingsReader> reader, Surveyor surveyor, Settling settling) {
        this.reader = reader;
        this.surveyor = surveyor;
        this.settling = settling;
    }

    /** What the file says; empty when it is new and may not be read before it settles. */
    Optional<SettingsReading> read(Path file, Instant now) {
        seen.add(file);
        if (!Files.exists(file)) {
            readings.put(file, new Known(Fingerprint.NONE, SettingsReading.STANDARD));
            return Optional.of(SettingsReading.STANDARD);
        }
        Known before = readings.get(file);
        return switch (look(file, now)) {
            case Contents.Settled settled -> Optional.of(read(file, settled.fingerprint()));
            case Contents.Unsettled unsettled when before != null -> Optional.of(before.reading());
            case Contents.Unsettled unsettled when unsettled.changing() -> Optional.empty();
            case Contents.Unsettled unsettled -> Optional.of(broken(unsettled.reason()));
        };
    }

    /** A look is over: files that it did not ask for are forgotten. */
    void endLook() {
        readings.keySet().retainAll(seen);
        seen.clear();
    }

    private Contents look(Path file, Instant now) {
        try {
            return settling.see(file, surveyor.survey(file, path -> false), now);
        } catch (IOException e) {
            return settling.seeUnreadable(file, Trouble.text(file, e));
        }
    }

    private SettingsReading read(Path file, Fingerprint fingerprint) {
        Known before = readings.get(file);
        if (before != null && before.fingerprint().equals(fingerprint)) {
            return before.reading();
        }
        SettingsReading reading = parse(file);
        readings.put(file, new Known(fingerprint, reading));
        return reading;
    }

    private SettingsReading parse(Path file) {
        if (reader.isEmpty()) {
            return broken(
                    file + " cannot be read: no reader of model settings is on the class path");
        }
        try {
            return new SettingsReading(reader.get().read(file), Optional.empty());
        } catch (ServingException e) {
            return broken(e.text());
        } catch (RuntimeException e) {
            return broken(file + " cannot be read: " + e);
        }
    }

    private static SettingsReading broken(String problem) {
        return new SettingsReading(ModelSettings.STANDARD, Optional.of(problem));
    }

    private record Known(Fingerprint fingerprint, SettingsReading reading) {}
}
