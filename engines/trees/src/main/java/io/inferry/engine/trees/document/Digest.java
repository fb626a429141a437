package io.inferry.engine.trees.document;

import io.inferry.engine.trees.forest.Precision;
import java.util.Map;

/** What a format makes of a document while it is read, so that a large one is never there whole. */
public interface Digest {
    /** How deep objects and arrays may be nested. */
    int depthMax();

    /** As what fractions are read; to read a float as a double first could round twice. */
    Precision fractions();

    /** Whether members of this name are stepped over. */
    boolean isSkipped(String name);

    /**
     * What an object becomes as soon as it ends.
     *
     * @param name of the member that it is, or of the array that it is an element of
     */
    Object digest(String name, Map<String, Object> object);
}
