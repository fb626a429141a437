package io.inferry.protocol.tfserving.rest;

/** The two methods that take lists of examples instead of tensors. */
enum ExampleMethod {
    CLASSIFY("classification", "tensorflow/serving/classify"),
    REGRESS("regression", "tensorflow/serving/regress");

    private final String noun;
    private final String methodName;

    ExampleMethod(String noun, String methodName) {
        this.noun = noun;
        this.methodName = methodName;
    }

    /** As upstream's texts call it. */
    String noun() {
        return noun;
    }

    /** What a signature that can do it is marked with. */
    String methodName() {
        return methodName;
    }
}
