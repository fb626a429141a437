"""Makes this folder's models from the weights of the test kit's ONNX models, by MXNet's own C library.

python make_models.py LIBMXNET KIT     needs numpy and onnx; KIT is verification/contracts' folder of models
The answers are those of the frameworks that made the weights (TensorFlow, torch).
"""
import ctypes, json, sys
import numpy as np
import onnx
from onnx import numpy_helper

C = ctypes
mx = C.CDLL(sys.argv[1])
mx.MXGetLastError.restype = C.c_char_p
KIT = sys.argv[2]


def check(status):
    if status:
        raise RuntimeError(mx.MXGetLastError().decode())


def save(name, nodes, heads, params):
    """nodes: (op, name, attributes, [(node, output)])."""
    text = json.dumps({
        "nodes": [{"op": o, "name": n, "attrs": a, "inputs": [[i, k, 0] for i, k in ins]} for o, n, a, ins in nodes],
        "arg_nodes": [i for i, n in enumerate(nodes) if n[0] == "null"],
        "heads": [[h, 0, 0] for h in heads],
        "attrs": {"mxnet_version": ["int", 10900]},
    })
    symbol, out = C.c_void_p(), C.c_char_p()
    check(mx.MXSymbolCreateFromJSON(text.encode(), C.byref(symbol)))
    check(mx.MXSymbolSaveToJSON(symbol, C.byref(out)))
    open(name + "-symbol.json", "wb").write(out.value)
    arrays = []
    for value in params.values():
        value = np.ascontiguousarray(value)
        handle = C.c_void_p()
        dtype = {"float32": 0, "float64": 1, "float16": 2, "int32": 4, "int64": 6}[value.dtype.name]
        check(mx.MXNDArrayCreateEx((C.c_uint * value.ndim)(*value.shape), value.ndim, 1, 0, 0, dtype, C.byref(handle)))
        check(mx.MXNDArraySyncCopyFromCPU(handle, value.ctypes.data_as(C.c_void_p), C.c_size_t(value.size)))
        arrays.append(handle)
    names = (C.c_char_p * len(params))(*[k.encode() for k in params])
    check(mx.MXNDArraySave((name + "-0000.params").encode(), len(arrays), (C.c_void_p * len(arrays))(*arrays), names))


def golden(name, source, inputs, outputs):
    kit = json.load(open(f"{KIT}/{source}.golden.json"))
    cases = [c for c in kit["cases"] if c.get("signature", "serving_default") == "serving_default"]
    cases = [{"inputs": {inputs[k]: v for k, v in c["inputs"].items()},
              "outputs": {outputs[k]: v for k, v in c["outputs"].items()}} for c in cases]
    json.dump({"model": name, "computed_by": kit["computed_by"], "cases": cases}, open(name + ".golden.json", "w"))


def weights(file):
    return {i.name: numpy_helper.to_array(i) for i in onnx.load(f"{KIT}/{file}").graph.initializer}


def var(name):
    return ("null", name, {}, [])


w = weights("digits_keras.onnx")
save("digits", [
    var("data"), var("fc1_weight"), var("fc1_bias"),
    ("FullyConnected", "fc1", {"num_hidden": "128"}, [(0, 0), (1, 0), (2, 0)]),
    ("Activation", "relu1", {"act_type": "relu"}, [(3, 0)]),
    var("fc2_weight"), var("fc2_bias"),
    ("FullyConnected", "fc2", {"num_hidden": "10"}, [(4, 0), (5, 0), (6, 0)]),
    var("softmax_label"),
    ("SoftmaxOutput", "softmax", {}, [(7, 0), (8, 0)]),
], [9], {"arg:fc1_weight": w["W1"].T, "arg:fc1_bias": w["b1"], "arg:fc2_weight": w["W2"].T, "arg:fc2_bias": w["b2"]})
golden("digits", "digits_keras", {"x": "data"}, {"probabilities": "softmax_output"})

w = weights("tiny_cnn.onnx")
conv = {"kernel": "(3, 3)", "stride": "(2, 2)", "pad": "(1, 1)"}
save("tiny_cnn", [
    var("data"), var("conv0_weight"), var("conv0_bias"),
    ("Convolution", "conv0", {**conv, "num_filter": "8"}, [(0, 0), (1, 0), (2, 0)]),
    var("bn_gamma"), var("bn_beta"), var("bn_moving_mean"), var("bn_moving_var"),
    ("BatchNorm", "bn", {"eps": "0.5", "fix_gamma": "False"}, [(3, 0), (4, 0), (5, 0), (6, 0), (7, 0)]),
    ("Activation", "relu0", {"act_type": "relu"}, [(8, 0)]),
    var("conv1_weight"), var("conv1_bias"),
    ("Convolution", "conv1", {**conv, "num_filter": "16"}, [(9, 0), (10, 0), (11, 0)]),
    ("Activation", "relu1", {"act_type": "relu"}, [(12, 0)]),
    ("Pooling", "pool", {"pool_type": "avg", "global_pool": "True", "kernel": "(1, 1)"}, [(13, 0)]),
    ("Flatten", "flat", {}, [(14, 0)]),
    var("fc_weight"), var("fc_bias"),
    ("FullyConnected", "logits", {"num_hidden": "5"}, [(15, 0), (16, 0), (17, 0)]),
    ("SliceChannel", "halves", {"num_outputs": "2", "axis": "1"}, [(13, 0)]),
    ("elemwise_add", "sum", {}, [(19, 0), (19, 1)]),
], [18, 20], {
    "arg:conv0_weight": w["onnx::Conv_21"], "arg:conv0_bias": w["onnx::Conv_22"],
    "arg:bn_gamma": np.full(8, 2, "f"), "arg:bn_beta": np.full(8, 0.25, "f"),
    "aux:bn_moving_mean": np.full(8, 0.25, "f"), "aux:bn_moving_var": np.full(8, 3.5, "f"),
    "arg:conv1_weight": w["3.weight"], "arg:conv1_bias": w["3.bias"],
    "arg:fc_weight": w["7.weight"], "arg:fc_bias": w["7.bias"]})
golden("tiny_cnn", "tiny_cnn", {"image": "data"}, {"logits": "logits_output"})

# numbers of words in, rows of a table out: half floats, and an input of integers
save("words", [
    var("words"), var("table_weight"),
    ("Embedding", "table", {"input_dim": "4", "output_dim": "2", "dtype": "float16"}, [(0, 0), (1, 0)]),
    ("_mul_scalar", "twice", {"scalar": "2"}, [(2, 0)]),
], [3], {"arg:table_weight": np.arange(8, dtype=np.float16).reshape(4, 2)})
