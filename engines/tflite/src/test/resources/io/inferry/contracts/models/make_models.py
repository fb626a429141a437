"""Makes the TensorFlow Lite models of these tests and their golden answers.

Run with TensorFlow 2.21 (CPU), from this directory:

    python make_models.py DIGITS_SAVED_MODEL TENSORFLOW_SERVING_TESTDATA

DIGITS_SAVED_MODEL is the Keras model that digits_keras.onnx of the kit was made from;
TENSORFLOW_SERVING_TESTDATA has TensorFlow Serving's own test models (Apache-2.0), which are copied.
"""

import json
import shutil
import sys

import numpy as np
import tensorflow as tf

SAVED, UPSTREAM = sys.argv[1:3]
COPIES = {
    "half_plus_two": "saved_model_half_plus_two_tflite",
    "half_plus_two_sigdef": "saved_model_half_plus_two_tflite_with_sigdef",
    "parse_example": "parse_example_tflite",
}


def value(array):
    array = np.asarray(array)
    if array.dtype.kind in "OS":
        data = [x.decode() for x in array.ravel()]
        return {"dtype": "string", "shape": list(array.shape), "data": data}
    data = array.astype(np.float64).ravel().tolist()
    return {"dtype": str(array.dtype), "shape": list(array.shape), "data": data}


def save(name, cases):
    golden = {
        "model": name + ".tflite",
        "computed_by": "TensorFlow Lite of TensorFlow " + tf.__version__,
        "cases": [
            {
                "signature": signature,
                "inputs": {k: value(v) for k, v in inputs.items()},
                "outputs": {k: value(v) for k, v in outputs.items()},
            }
            for signature, inputs, outputs in cases
        ],
    }
    with open(name + ".golden.json", "w") as out:
        json.dump(golden, out)


def answers(name, signature, inputs):
    runner = tf.lite.Interpreter(name + ".tflite").get_signature_runner(signature)
    return signature, inputs, runner(**inputs)


def answer_by_index(name, inputs, names):
    """For files without signatures of the format's own."""
    lite = tf.lite.Interpreter(name + ".tflite")
    for detail, array in zip(lite.get_input_details(), inputs.values()):
        lite.resize_tensor_input(detail["index"], array.shape)
    lite.allocate_tensors()
    for detail, array in zip(lite.get_input_details(), inputs.values()):
        lite.set_tensor(detail["index"], array)
    lite.invoke()
    outputs = [lite.get_tensor(each["index"]) for each in lite.get_output_details()]
    return "serving_default", inputs, dict(zip(names, outputs))


def write(name, converter):
    with open(name + ".tflite", "wb") as out:
        out.write(converter.convert())


def digits():
    random = np.random.default_rng(7)
    rows = random.integers(0, 17, (64, 64)).astype(np.float32) / 16
    wanted = {"digits": [], "digits_dynamic": [tf.lite.Optimize.DEFAULT]}
    for name, optimizations in wanted.items():
        converter = tf.lite.TFLiteConverter.from_saved_model(SAVED, signature_keys=["serving_default"])
        converter.optimizations = optimizations
        write(name, converter)
        key = next(iter(tf.lite.Interpreter(name + ".tflite").get_signature_list()["serving_default"]["inputs"]))
        save(name, [answers(name, "serving_default", {key: rows[:n]}) for n in (3, 1, 32)])
    converter = tf.lite.TFLiteConverter.from_saved_model(SAVED, signature_keys=["serving_default"])
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([row.reshape(1, 64)] for row in rows)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    write("digits_int8", converter)
    bytes_in = random.integers(-128, 128, (3, 64)).astype(np.int8)
    save("digits_int8", [answers("digits_int8", "serving_default", {key: bytes_in})])


class Ways(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)])
    def twice(self, x):
        return {"y": x * 2}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.int64), tf.TensorSpec([None], tf.int64)])
    def add(self, b, a):
        return {"sum": a + b, "difference": a - b}


class Texts(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([None], tf.string)])
    def serve(self, texts):
        return {"is_yes": tf.equal(texts, "yes"), "columns": tf.reshape(texts, [-1, 1])}


TYPES = ["float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "bool"]


class Types(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([None], t, name=t + "_in") for t in TYPES])
    def serve(self, *inputs):
        return {t + "_out": tf.reshape(x, [-1, 1]) for t, x in zip(TYPES, inputs)}


class FixedRow(tf.Module):
    """One row by declaration; softmax over the rows means something else with two."""

    @tf.function(input_signature=[tf.TensorSpec([1, 4], tf.float32)])
    def serve(self, x):
        return {"y": tf.nn.softmax(x, axis=0) + x}


class Dynamic(tf.Module):
    """The shape of the output depends on the values of the input."""

    @tf.function(input_signature=[tf.TensorSpec([None], tf.float32), tf.TensorSpec([None], tf.int32)])
    def serve(self, x, at):
        return {"positive": tf.boolean_mask(x, x > 0), "picked": tf.gather(x, at)}


def made(name, module, signatures):
    tf.saved_model.save(module, "/tmp/make_models", signatures)
    write(name, tf.lite.TFLiteConverter.from_saved_model("/tmp/make_models", list(signatures)))


def main():
    digits()
    ways = Ways()
    made("two_ways", ways, {"twice": ways.twice, "add": ways.add})
    save(
        "two_ways",
        [
            answers("two_ways", "twice", {"x": np.float32([[1, 2], [3, 4]])}),
            answers("two_ways", "add", {"a": np.int64([5, 7, 9]), "b": np.int64([1, 2, 3])}),
        ],
    )
    texts = Texts()
    made("texts", texts, {"serving_default": texts.serve})
    words = np.array([b"yes", b"", "Grüße".encode(), b"no"])
    save("texts", [answers("texts", "serving_default", {"texts": words})])
    types = Types()
    made("types", types, {"serving_default": types.serve})
    inputs = {t + "_in": np.array([0, 1, 1, 0]).astype(t) for t in TYPES}
    save("types", [answers("types", "serving_default", inputs)])
    fixed = FixedRow()
    made("fixed_row", fixed, {"serving_default": fixed.serve})
    save("fixed_row", [answers("fixed_row", "serving_default", {"x": np.float32([[1, 2, 3, 4]])})])
    dynamic = Dynamic()
    made("dynamic", dynamic, {"serving_default": dynamic.serve})
    question = {"x": np.float32([-1, 2, 0, 4]), "at": np.int32([3, 0])}
    save("dynamic", [answers("dynamic", "serving_default", question)])
    for name, folder in COPIES.items():
        shutil.copyfile(f"{UPSTREAM}/{folder}/00000123/model.tflite", name + ".tflite")
    rows = {"x": np.float32([[1], [2], [5]])}
    for name in ("half_plus_two", "half_plus_two_sigdef"):
        save(name, [answer_by_index(name, rows, ["y"])])


main()
