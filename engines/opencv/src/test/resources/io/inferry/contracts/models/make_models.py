"""Makes this folder's models from the weights of the test kit's ONNX models: Caffe's protobuf and Darknet's floats, by hand.

python make_models.py KIT     needs numpy, onnx and (to check) cv2; KIT is verification/contracts' folder of models
The answers are those of the frameworks that made the weights (TensorFlow, torch).
"""
import json, struct, sys
import numpy as np
import onnx
from onnx import numpy_helper

KIT = sys.argv[1]


def varint(n):
    out = b""
    while n > 127:
        out, n = out + bytes([n & 127 | 128]), n >> 7
    return out + bytes([n])


def field(number, payload):
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def blob(a):
    """BlobProto of caffe.proto: shape = 7 {dim = 1}, data = 5, packed."""
    a = np.ascontiguousarray(a, "<f4")
    return field(7, field(1, b"".join(varint(d) for d in a.shape))) + field(5, a.tobytes())


def caffemodel(name, layers):
    """NetParameter: name = 1, layer = 100 {name = 1, type = 2, blobs = 7}."""
    net = field(1, name.encode())
    for layer, kind, blobs in layers:
        net += field(100, field(1, layer.encode()) + field(2, kind.encode()) + b"".join(field(7, blob(b)) for b in blobs))
    open(name + ".caffemodel", "wb").write(net)


def golden(name, source, inputs, outputs, reshape=None):
    kit = json.load(open(f"{KIT}/{source}.golden.json"))
    cases = [c for c in kit["cases"] if c.get("signature", "serving_default") == "serving_default"]
    cases = [{"inputs": {inputs[k]: v for k, v in c["inputs"].items()},
              "outputs": {outputs[k]: {**v, "shape": v["shape"] + (reshape or [])} for k, v in c["outputs"].items()}} for c in cases]
    json.dump({"model": name, "computed_by": kit["computed_by"], "cases": cases}, open(name + ".golden.json", "w"))
    return cases


def weights(file):
    return {i.name: numpy_helper.to_array(i) for i in onnx.load(f"{KIT}/{file}").graph.initializer}


w = weights("digits_keras.onnx")
caffemodel("digits", [("fc1", "InnerProduct", [w["W1"].T, w["b1"]]), ("fc2", "InnerProduct", [w["W2"].T, w["b2"]])])
golden("digits", "digits_keras", {"x": "data"}, {"probabilities": "prob"})

w = weights("tiny_cnn.onnx")
caffemodel("tiny_cnn", [("conv0", "Convolution", [w["onnx::Conv_21"], w["onnx::Conv_22"]]),
                        ("conv1", "Convolution", [w["3.weight"], w["3.bias"]]),
                        ("logits", "InnerProduct", [w["7.weight"], w["7.bias"]])])
golden("tiny_cnn", "tiny_cnn", {"image": "data"}, {"logits": "logits"})

with open("tiny_dark.weights", "wb") as f:
    f.write(struct.pack("<iiiq", 0, 2, 5, 0))
    for bias, kernel in (("onnx::Conv_22", "onnx::Conv_21"), ("3.bias", "3.weight"), ("7.bias", "7.weight")):
        f.write(w[bias].astype("<f4").tobytes() + w[kernel].astype("<f4").tobytes())
golden("tiny_dark", "tiny_cnn", {"image": "data"}, {"logits": "conv_3"}, [1, 1])

# what broken files are made from: many kinds of layers, and boxes as YOLO gives them; their answers are not compared
r = np.random.default_rng(1)
n = lambda *shape: (r.standard_normal(shape) * 0.1).astype("f")
caffemodel("many_layers", [
    ("conv", "Convolution", [n(8, 2, 3, 3), n(8)]),
    ("norm", "BatchNorm", [n(8), np.ones(8, "f"), np.ones(1, "f")]),
    ("scale", "Scale", [n(8), n(8)]),
    ("prelu", "PReLU", [n(8)]),
    ("up", "Deconvolution", [n(8, 4, 2, 2), n(4)]),
    ("fc", "InnerProduct", [n(12, 256), n(12)])])
with open("boxes_dark.weights", "wb") as f:
    f.write(struct.pack("<iiiq", 0, 2, 5, 0))
    f.write(n(8).tobytes() + np.ones(8, "f").tobytes() + n(8).tobytes() + np.ones(8, "f").tobytes() + n(8, 3, 3, 3).tobytes())
    f.write(n(16).tobytes() + n(16, 8, 3, 3).tobytes())
    f.write(n(14).tobytes() + n(14, 48, 1, 1).tobytes())
