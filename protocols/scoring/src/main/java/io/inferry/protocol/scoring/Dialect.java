package io.inferry.protocol.scoring;

/** Whose clients ask, and so what failures look like. */
enum Dialect {
    /** {@code {"error": "..."}}. */
    KSERVE,
    /** {@code {"error_code": "...", "message": "..."}}, MLflow's; SageMaker passes on any. */
    INVOCATIONS;

    /** The dialect of a path. */
    static Dialect ofPath(String path) {
        return path.startsWith("/invocations") || path.startsWith("/models/")
                ? INVOCATIONS
                : KSERVE;
    }
}
