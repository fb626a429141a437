package io.inferry.benchmarks;

/** The library that a model of trees comes from, through its Java binding, with one thread. */
sealed interface TreeLibrary extends AutoCloseable permits LightGbmLibrary, XgboostLibrary {
    /** Answers rows as a program would that has read the binding's manual. */
    Object predict(float[] rows, int count);

    /** Answers rows in the other way that the library has. */
    Object predictOtherwise(float[] rows, int count);

    /** Says how much each feature of each row added. */
    Object explain(float[] rows, int count);

    @Override
    void close();
}
