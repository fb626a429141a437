package io.inferry.engine.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.inferry.api.ServingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A device kind beside the CPU that a model may run on, and which of them. */
record ExecutionProvider(Kind kind, int device) {
    private static final int DEVICE_MAX = 1023;

    enum Kind {
        CUDA,
        TENSORRT
    }

    ExecutionProvider {
        if (device < 0 || device > DEVICE_MAX) {
            throw ServingException.invalidArgument(
                    "a device number must be 0 to " + DEVICE_MAX + ", was " + device);
        }
    }

    /**
     * Reads a list such as {@code tensorrt:0, cuda:0, cpu}. The CPU is always there and always
     * last, whether named or not.
     */
    static List<ExecutionProvider> parse(String text) {
        List<ExecutionProvider> providers = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            String[] parts = word.strip().toLowerCase(Locale.ROOT).split(":", 2);
            if (parts[0].equals("cpu")) {
                continue;
            }
            providers.add(new ExecutionProvider(kind(parts[0], text), device(parts)));
        }
        return providers;
    }

    void addTo(OrtSession.SessionOptions options) throws OrtException {
        switch (kind) {
            case CUDA -> options.addCUDA(device);
            case TENSORRT -> options.addTensorrt(device);
        }
    }

    private static Kind kind(String word, String text) {
        return switch (word) {
            case "cuda" -> Kind.CUDA;
            case "tensorrt" -> Kind.TENSORRT;
            default ->
                    throw ServingException.invalidArgument(
                            "execution_providers '%s': '%s' is none of cpu, cuda, tensorrt"
                                    .formatted(text, word));
        };
    }

    private static int device(String[] parts) {
        if (parts.length == 1) {
            return 0;
        }
        try {
            return Integer.parseInt(parts[1]);
        } catch (NumberFormatException e) {
            throw ServingException.invalidArgument(
                    "execution_providers: '" + parts[1] + "' is no device number");
        }
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + device;
    }
}
