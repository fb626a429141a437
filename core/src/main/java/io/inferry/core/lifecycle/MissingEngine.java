package io.inferry.core.lifecycle;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Well-known model files, and the plug-in that would load them. */
final class MissingEngine {
    private static final Map<String, String> PLUG_INS =
            Map.of(
                    "saved_model.pb",
                            "a TensorFlow SavedModel needs the plug-in 'tensorflow': inferry plugin add tensorflow",
                    "saved_model.pbtxt",
                            "a TensorFlow SavedModel needs the plug-in 'tensorflow': inferry plugin add tensorflow",
                    ".tflite",
                            "a TFLite model needs the plug-in 'tflite': inferry plugin add tflite",
                    ".onnx", "an ONNX file needs the engine 'onnx'",
                    ".pt", "a TorchScript file needs the plug-in 'torch'",
                    ".ubj", "an XGBoost file needs the engine 'trees'",
                    ".pfa", "a PFA document needs the plug-in 'pfa': inferry plugin add pfa",
                    ".pmml", "a PMML file needs the plug-in 'pmml': inferry plugin add pmml",
                    ".joblib", "a pickled model needs the plug-in 'python'",
                    ".pkl", "a pickled model needs the plug-in 'python'");

    private MissingEngine() {}

    /** What to install for this file, when its name is known. */
    static Optional<String> of(Path file) {
        String name = String.valueOf(file.getFileName());
        return PLUG_INS.entrySet().stream()
                .filter(entry -> name.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
