package io.inferry.core.repository;

import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.core.repository.ModelListing.Listed;
import io.inferry.core.repository.ModelListing.Unclear;
import io.inferry.core.repository.VersionListing.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A local directory: {@code NAME/VERSION/…}, or in the easy form {@code NAME.onnx} and {@code
 * NAME/model.onnx}, which are version 1.
 */
public final class DirectorySource implements Source {
    /** What a file system's check leaves at its top; never a model. */
    private static final Set<String> NO_MODELS = Set.of("lost+found");

    private final Path root;
    private final Settling settling;
    private final VersionSurvey survey;
    private final SettingsFiles settingsFiles;
    private final Recognition recognition;
    private Set<String> known = Set.of();

    /**
     * @param recognizes whether some engine takes the path for a model
     * @param reader of model.yaml files, if there is one
     */
    public DirectorySource(
            Path root,
            RepositorySettings settings,
            Predicate<Path> recognizes,
            Optional<ModelSettingsReader> reader) {
        this.root = root;
        Surveyor surveyor = new Surveyor(settings);
        this.settling = new Settling(settings.settle());
        this.survey = new VersionSurvey(surveyor, settling);
        this.settingsFiles = new SettingsFiles(reader, surveyor, settling);
        this.recognition = new Recognition(recognizes);
    }

    @Override
    public Sighting look(Instant now) {
        Children children;
        try {
            children = Children.of(root);
        } catch (IOException e) {
            return Sighting.unclear(Trouble.text(root, e));
        }
        if (children.cut()) {
            return Sighting.unclear(root + " has more than " + Children.MAX + " entries");
        }
        if (children.paths().isEmpty() && !known.isEmpty()) {
            return Sighting.unclear(
                    root + " is suddenly empty, as storage that went away is: everything stays");
        }
        Map<String, ModelListing> models = list(children.paths(), now);
        known = Set.copyOf(models.keySet());
        settling.endLook();
        settingsFiles.endLook();
        recognition.endLook();
        return Sighting.of(models);
    }

    private Map<String, ModelListing> list(List<Path> children, Instant now) {
        Map<String, ModelListing> models = new HashMap<>();
        for (Path child : children) {
            String name = String.valueOf(child.getFileName());
            if (!Files.exists(child)) {
                listLost(models, child);
            } else if (Files.isDirectory(child) && !NO_MODELS.contains(name)) {
                models.put(name, listDirectory(child, now));
            }
        }
        for (Path child : children) {
            if (recognition.recognizesFile(child)) {
                listFile(models, child, now);
            }
        }
        return models;
    }

    /** A link to nowhere: perhaps to storage that is away for a moment. */
    private void listLost(Map<String, ModelListing> models, Path link) {
        String fileName = String.valueOf(link.getFileName());
        String name = known.contains(fileName) ? fileName : withoutExtension(fileName);
        if (known.contains(name)) {
            models.put(name, new Unclear(link + " is a link to something that is not there"));
        }
    }

    private static String withoutExtension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    private void listFile(Map<String, ModelListing> models, Path file, Instant now) {
        String fileName = String.valueOf(file.getFileName());
        String name = withoutExtension(fileName);
        ModelListing other = models.get(name);
        if (other == null) {
            Path yaml = root.resolve(name + ".yaml");
            Numbering one = Numbering.single(file);
            models.put(name, listed(one, yaml, now));
        } else if (other instanceof Listed listed) {
            List<String> notes = new ArrayList<>(listed.notes());
            notes.add(fileName + " is not used: there is another model of its name");
            models.put(name, new Listed(listed.versions(), listed.settings(), notes));
        }
    }

    private ModelListing listDirectory(Path directory, Instant now) {
        return ModelDirectory.list(directory, children -> listDirectory(directory, children, now));
    }

    private ModelListing listDirectory(Path directory, List<Path> children, Instant now) {
        Path yaml = directory.resolve(ModelSettingsReader.FILE_NAME);
        Numbering numbering = Numbering.of(children);
        if (!numbering.versions().isEmpty()) {
            return listed(numbering, yaml, now);
        }
        return recognition
                .modelIn(directory, children)
                .<ModelListing>map(model -> listed(Numbering.single(model), yaml, now))
                .orElseGet(() ->
                        ModelDirectory.withoutVersion(
                                directory, ", and no engine takes what is there for a model"));
    }

    private Listed listed(Numbering numbering, Path yaml, Instant now) {
        Optional<SettingsReading> reading = settingsFiles.read(yaml, now);
        List<VersionListing> versions = survey.of(numbering, yaml::equals, now);
        if (reading.isEmpty()) {
            Contents changing = new Contents.Unsettled(yaml + " is still changing", true);
            versions.replaceAll(one -> new VersionListing(one.version(), one.artifact(), changing));
        }
        return new Listed(versions, reading.orElse(SettingsReading.STANDARD), numbering.notes());
    }
}
