package io.inferry.toolkit.predict;

import java.util.List;

/** One input as the server's metadata names it; -1 is an open dimension. */
record InputSpec(String name, String datatype, List<Long> shape) {
    InputSpec {
        shape = List.copyOf(shape);
    }
}
