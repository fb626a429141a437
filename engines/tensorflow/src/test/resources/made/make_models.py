#!/usr/bin/env python3
"""Makes the odd models of this directory and the golden answers of TensorFlow's own interpreter.

python3 -m venv venv && venv/bin/pip install tensorflow-cpu==2.21.0 && venv/bin/python make_models.py
"""
import json, os, shutil

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import numpy as np
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

HERE = os.path.dirname(os.path.abspath(__file__))
v1 = tf.compat.v1


def save(name, module, signatures):
    path = os.path.join(HERE, name)
    shutil.rmtree(path, ignore_errors=True)
    tf.saved_model.save(module, path, signatures=signatures)
    for extra in ("fingerprint.pb", "assets"):
        target = os.path.join(path, extra)
        if os.path.isdir(target) and not os.listdir(target):
            os.rmdir(target)
    return path


def edit(path, change):
    file = os.path.join(path, "saved_model.pb")
    model = saved_model_pb2.SavedModel()
    with open(file, "rb") as opened:
        model.ParseFromString(opened.read())
    change(model)
    with open(file, "wb") as opened:
        opened.write(model.SerializeToString(deterministic=True))


def echo():
    """One signature per dtype, each answers what it is given."""
    dtypes = [tf.bool, tf.uint8, tf.uint16, tf.uint32, tf.uint64, tf.int8, tf.int16, tf.int32, tf.int64,
              tf.float16, tf.bfloat16, tf.float32, tf.float64, tf.string]
    module = tf.Module()
    signatures = {}
    for dtype in dtypes:
        function = tf.function(lambda x: {"y": tf.reshape(x, tf.shape(x))},
                               input_signature=[tf.TensorSpec(None, dtype, name="x")])
        signatures[dtype.name] = function.get_concrete_function()
        setattr(module, dtype.name, function)
    save("echo", module, signatures)


class Odd(tf.Module):
    def __init__(self):
        self.kept = tf.Variable("nothing", dtype=tf.string)

    @tf.function(input_signature=[tf.TensorSpec([None], tf.float32, name="x"),
                                  tf.TensorSpec([], tf.float32, name="factor")])
    def scale(self, x, factor):
        return {"y": x * factor}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.int32, name="index")])
    def gather(self, index):
        return {"y": tf.gather(tf.constant([10.0, 20.0, 30.0]), index)}

    @tf.function(input_signature=[tf.TensorSpec([], tf.int32, name="turns")])
    def count(self, turns):
        return {"y": tf.while_loop(lambda i: i < turns, lambda i: [i + 1], [tf.constant(0)])[0]}

    @tf.function(input_signature=[tf.TensorSpec([], tf.string, name="text")])
    def keep(self, text):
        before = self.kept.read_value()
        with tf.control_dependencies([before]):
            self.kept.assign(text)
        return {"before": before}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.complex64, name="x")])
    def complex(self, x):
        return {"y": tf.math.real(x)}


def odd():
    """Defaults, an index out of range, a loop, a variable of strings, a dtype that nobody can send."""
    module = Odd()
    path = save("odd", module, {"scale": module.scale, "gather": module.gather, "count": module.count,
                                "keep": module.keep, "complex": module.complex})

    def change(model):
        signatures = model.meta_graphs[0].signature_def
        signatures["scale"].defaults["factor"].CopyFrom(tf.make_tensor_proto(3.0))
        # Two names for one output, two for one input, and an output that is an input.
        same = signatures["aliases"]
        same.CopyFrom(signatures["scale"])
        same.outputs["again"].CopyFrom(same.outputs["y"])
        same.outputs["given"].CopyFrom(same.inputs["x"])
        twice = signatures["twice"]
        twice.CopyFrom(signatures["gather"])
        twice.inputs["also"].CopyFrom(twice.inputs["index"])
        lost = signatures["lost"]
        lost.CopyFrom(signatures["gather"])
        lost.outputs["y"].name = "nowhere:0"
        sparse = signatures["sparse"]
        sparse.CopyFrom(signatures["gather"])
        sparse.inputs["index"].coo_sparse.values_tensor_name = sparse.inputs["index"].name

    edit(path, change)


def tagged():
    """Two graphs, told apart by their tags."""
    path = os.path.join(HERE, "tagged")
    shutil.rmtree(path, ignore_errors=True)
    builder = v1.saved_model.Builder(path)
    for tags, factor in ((["serve", "gpu"], 2.0), (["train"], 3.0)):
        with tf.Graph().as_default(), v1.Session() as session:
            x = v1.placeholder(tf.float32, [None], name="x")
            weight = v1.Variable(factor, name="weight")
            y = tf.multiply(x, weight, name="y")
            session.run(v1.global_variables_initializer())
            signature = v1.saved_model.predict_signature_def({"x": x}, {"y": y})
            if tags[0] == "serve":
                builder.add_meta_graph_and_variables(session, tags, {"serving_default": signature})
            else:
                builder.add_meta_graph(tags, {"serving_default": signature})
    builder.save()


def graphs():
    """Frozen graphs: clear ones, and some whose inputs and outputs need names."""
    with tf.Graph().as_default() as graph:
        a = v1.placeholder(tf.float32, [None, 2], name="a")
        b = v1.placeholder(tf.float32, [None, 2], name="b")
        tf.add(a, b, name="sum")
        tf.subtract(a, b, name="difference")
    write(graph, "sums.pb")
    with tf.Graph().as_default() as graph:
        a = v1.placeholder(tf.float32, [None, 2], name="a")
        tf.split(a, 2, axis=1, name="halves")
    write(graph, "halves.pb")


def write(graph, name):
    with open(os.path.join(HERE, name), "wb") as opened:
        opened.write(graph.as_graph_def().SerializeToString(deterministic=True))


def golden():
    """What TensorFlow says of the first test images of mnist_mlp and of TF Serving's models."""
    x = np.random.default_rng(7).random((3, 784)).astype(np.float32).round(3)
    serve = tf.saved_model.load(os.path.join(HERE, "..", "mnist_mlp", "1")).signatures["serving_default"]
    values = lambda a: {"dtype": str(a.dtype), "shape": list(a.shape), "data": a.ravel().tolist()}
    case = {"inputs": {"x": values(x)},
            "outputs": {"probabilities": values(serve(x=tf.constant(x))["probabilities"].numpy())}}
    with open(os.path.join(HERE, "..", "mnist_mlp.golden.json"), "w") as opened:
        json.dump({"model": "mnist_mlp/1", "computed_by": "tensorflow " + tf.__version__, "cases": [case]}, opened)


if __name__ == "__main__":
    echo()
    odd()
    tagged()
    graphs()
    golden()
