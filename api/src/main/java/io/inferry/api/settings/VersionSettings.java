package io.inferry.api.settings;

import java.nio.file.Path;

/**
 * What one version has of its own, as where a peer keeps settings beside a version's files. A
 * version is loaded again when this changes, so it is compared by value: a record.
 */
@FunctionalInterface
public interface VersionSettings {
    /** Every version has its model's settings. */
    VersionSettings SAME = (version, model) -> model;

    /**
     * The settings of a version. Called before each load, on the thread that loads.
     *
     * @param version its directory
     * @param model what holds for every version of the model
     * @throws io.inferry.api.ServingException INVALID_MODEL when the version's own settings cannot
     *     be used; the load fails with it
     */
    ModelSettings of(Path version, ModelSettings model);
}
