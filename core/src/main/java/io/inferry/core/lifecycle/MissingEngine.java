package io.inferry.core.lifecycle;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Well-known model files, and the plug-in that would load them. */
final class MissingEngine {
    private static final Map<String, String> PLUG_INS =
            Map.ofEntries(
                    Map.entry(
                            "saved_model.pb",
                            "a TensorFlow SavedModel needs the plug-in 'tensorflow': inferry plugin add tensorflow"),
                    Map.entry(
                            "saved_model.pbtxt",
                            "a TensorFlow SavedModel needs the plug-in 'tensorflow': inferry plugin add tensorflow"),
                    Map.entry(
                            ".tflite",
                            "a TFLite model needs the plug-in 'tflite': inferry plugin add tflite"),
                    Map.entry(".onnx", "an ONNX file needs the engine 'onnx'"),
                    Map.entry(".pt", "a TorchScript file needs the plug-in 'torch'"),
                    Map.entry(".ubj", "an XGBoost file needs the engine 'trees'"),
                    Map.entry(
                            ".pfa",
                            "a PFA document needs the plug-in 'pfa': inferry plugin add pfa"),
                    Map.entry(
                            ".pmml",
                            "a PMML file needs the plug-in 'pmml': inferry plugin add pmml"),
                    Map.entry(".joblib", "a pickled model needs the plug-in 'python'"),
                    Map.entry(".pkl", "a pickled model needs the plug-in 'python'"),
                    Map.entry(
                            "-symbol.json",
                            "an MXNet graph needs the plug-in 'mxnet': inferry plugin add mxnet"),
                    Map.entry(
                            ".caffemodel",
                            "a Caffe net needs the plug-in 'opencv': inferry plugin add opencv"),
                    Map.entry(
                            ".prototxt",
                            "a Caffe net needs the plug-in 'opencv': inferry plugin add opencv"),
                    Map.entry(
                            ".weights",
                            "Darknet weights need the plug-in 'opencv': inferry plugin add opencv"));

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
