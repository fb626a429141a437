package io.inferry.contracts;

import io.inferry.api.model.Signature;
import java.util.List;

/**
 * A model that an engine has to get right.
 *
 * @param fixture its file name, see {@link Fixtures}
 * @param cases of one signature each
 * @param tolerance see {@link GoldenCase#assertMatches}
 */
public record ModelSample(String fixture, List<GoldenCase> cases, double tolerance) {
    public ModelSample {
        cases = List.copyOf(cases);
    }

    /** The cases of the golden file of the same name. */
    public static ModelSample of(String fixture, double tolerance) {
        String name = fixture.substring(0, fixture.lastIndexOf('.'));
        return new ModelSample(fixture, Golden.read(name).cases(Signature.DEFAULT_NAME), tolerance);
    }
}
