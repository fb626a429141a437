package io.inferry.protocol.tfserving.examples;

import java.util.Optional;

/** The two methods that take lists of examples instead of tensors. */
public enum ExampleMethod {
    CLASSIFY("classification", "tensorflow/serving/classify"),
    REGRESS("regression", "tensorflow/serving/regress");

    private final String noun;
    private final String methodName;

    ExampleMethod(String noun, String methodName) {
        this.noun = noun;
        this.methodName = methodName;
    }

    /** The method that signatures mark with this name. */
    public static Optional<ExampleMethod> named(String methodName) {
        for (ExampleMethod method : values()) {
            if (method.methodName.equals(methodName)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
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
