"""Makes the versions of the model "digits" that ExperimentIT plays its story with, and the rows it asks.

Needs scikit-learn, onnx and onnxruntime. Trained on scikit-learn's bundled digits (8 x 8 pixels, 10 classes).
 first.onnx    softmax regression after 60 rows of training
 better.onnx   the same after all 1,437 rows
 wrong.onnx    better.onnx with its classes moved by one
 failing.onnx  better.onnx that fails on every row with many dark pixels
 slow.onnx     better.onnx that first multiplies large matrices
 rows.json     360 rows it was not trained on, their labels, and the accuracies that onnxruntime gives
"""
import json
import os

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

HERE = os.path.dirname(os.path.abspath(__file__))


def weights(rows, labels):
    model = LogisticRegression(max_iter=1000).fit(rows, labels)
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)


def graph(w, b, before=(), pixels="pixels"):
    nodes = [
        *before,
        helper.make_node("Gemm", [pixels, "w", "b"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=-1),
    ]
    inits = [numpy_helper.from_array(np.ascontiguousarray(w), "w"), numpy_helper.from_array(b, "b")]
    return nodes, inits


def save(name, nodes, inits):
    g = helper.make_graph(
        nodes,
        "digits",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["batch", 64])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", 10])],
        inits,
    )
    m = helper.make_model(g, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="inferry-tests")
    onnx.checker.check_model(m)
    onnx.save(m, os.path.join(HERE, name))


def accuracy(name, rows, labels):
    session = onnxruntime.InferenceSession(os.path.join(HERE, name), providers=["CPUExecutionProvider"])
    return float(np.mean(session.run(None, {"pixels": rows})[0].argmax(1) == labels))


digits = load_digits()
pixels = (digits.data / 16.0).astype(np.float32)
train, test, train_labels, test_labels = train_test_split(
    pixels, digits.target, test_size=0.2, random_state=7, stratify=digits.target
)

save("first.onnx", *graph(*weights(train[:60], train_labels[:60])))
w, b = weights(train, train_labels)
save("better.onnx", *graph(w, b))
save("wrong.onnx", *graph(np.roll(w, 1, axis=1), np.roll(b, 1)))

# The sum of a row picks an element of a list that is too short for dark rows.
nodes, inits = graph(
    w,
    b,
    before=[
        helper.make_node("ReduceSum", ["pixels", "axes"], ["sum"], keepdims=1),
        helper.make_node("Cast", ["sum"], ["index"], to=TensorProto.INT64),
        helper.make_node("Gather", ["ones", "index"], ["one"]),
        helper.make_node("Mul", ["pixels", "one"], ["checked"]),
    ],
    pixels="checked",
)
limit = int(np.median(test.sum(axis=1)))
inits += [
    numpy_helper.from_array(np.array([1], dtype=np.int64), "axes"),
    numpy_helper.from_array(np.ones(limit, dtype=np.float32), "ones"),
]
save("failing.onnx", nodes, inits)

# Two matrices made from a number of the row, so that nothing can be computed beforehand.
nodes, inits = graph(
    w,
    b,
    before=[
        helper.make_node("ReduceMax", ["pixels"], ["most"], keepdims=0),
        helper.make_node("Expand", ["most", "large"], ["square"]),
        helper.make_node("MatMul", ["square", "square"], ["product"]),
        helper.make_node("ReduceMin", ["product"], ["least"], keepdims=0),
        helper.make_node("Mul", ["least", "zero"], ["nothing"]),
        helper.make_node("Add", ["pixels", "nothing"], ["late"]),
    ],
    pixels="late",
)
inits += [
    numpy_helper.from_array(np.array([700, 700], dtype=np.int64), "large"),
    numpy_helper.from_array(np.array(0, dtype=np.float32), "zero"),
]
save("slow.onnx", nodes, inits)

json.dump(
    {
        "rows": (test * 16).astype(int).tolist(),
        "labels": test_labels.tolist(),
        "accuracy": {n: accuracy(n + ".onnx", test, test_labels) for n in ("first", "better", "wrong", "slow")},
        "failing": float(np.mean(test.sum(axis=1).astype(int) >= limit)),
    },
    open(os.path.join(HERE, "rows.json"), "w"),
    separators=(",", ":"),
)
