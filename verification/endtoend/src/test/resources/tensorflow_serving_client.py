"""Calls a TensorFlow Serving server as a Python program does: TARGET PROTO_DIR GOLDEN.

With tensorflow installed its own make_tensor_proto, make_ndarray and Example are used, as official clients do; without
it, the messages generated from our own .proto files.
"""
import importlib
import json
import pathlib
import sys
import tempfile
import types

import grpc
from grpc_tools import protoc

target, protos, golden = sys.argv[1], pathlib.Path(sys.argv[2]), json.load(open(sys.argv[3]))
try:
    import tensorflow as tf
except ImportError:
    tf = None

folder = tempfile.mkdtemp()
files = [str(f.relative_to(protos)) for f in protos.rglob("*.proto")]
if tf:
    files = [f for f in files if f.startswith("tensorflow_serving/apis") or f.startswith("tensorflow_serving/config")]
    files = [f for f in files if "session_service" not in f and "prediction_log" not in f]
include = pathlib.Path(importlib.import_module("grpc_tools").__file__).parent / "_proto"
status = protoc.main(["protoc", f"-I{protos}", f"-I{include}", f"--python_out={folder}", f"--grpc_python_out={folder}"] + files)
assert status == 0, "protoc failed"
sys.path.insert(0, folder)
if tf:
    # Its error codes have moved between packages; the file's own name is what the messages ask for.
    from tensorflow.compiler.xla.tsl.protobuf import error_codes_pb2
    for name in ("xla", "xla.tsl", "xla.tsl.protobuf"):
        sys.modules.setdefault(name, types.ModuleType(name))
    sys.modules["xla.tsl.protobuf.error_codes_pb2"] = sys.modules["xla.tsl.protobuf"].error_codes_pb2 = error_codes_pb2

from tensorflow_serving.apis import (classification_pb2, get_model_metadata_pb2, get_model_status_pb2,  # noqa: E402
                                     model_service_pb2_grpc, predict_pb2, prediction_service_pb2_grpc)
from tensorflow.core.framework import tensor_pb2, types_pb2  # noqa: E402
from tensorflow.core.example import example_pb2  # noqa: E402

channel = grpc.insecure_channel(target, options=[("grpc.max_receive_message_length", -1)])
predictions = prediction_service_pb2_grpc.PredictionServiceStub(channel)
models = model_service_pb2_grpc.ModelServiceStub(channel)


def tensor(value):
    """A float32 or string tensor of the golden file as a client makes it."""
    if tf:
        kind = {"float32": tf.float32, "string": tf.string}[value["dtype"]]
        data = value["data"]
        return tf.make_tensor_proto(data, dtype=kind, shape=value["shape"])
    proto = tensor_pb2.TensorProto(dtype=getattr(types_pb2, {"float32": "DT_FLOAT", "string": "DT_STRING"}[value["dtype"]]))
    for size in value["shape"]:
        proto.tensor_shape.dim.add(size=size)
    flat = flatten(value["data"])
    if value["dtype"] == "string":
        proto.string_val.extend(text.encode() for text in flat)
    else:
        proto.float_val.extend(flat)
    return proto


def flatten(data):
    return [x for part in data for x in flatten(part)] if isinstance(data, list) else [data]


def numbers(proto):
    if tf:
        return [float(x) for x in tf.make_ndarray(proto).flatten()]
    return list(proto.float_val)


state = models.GetModelStatus(get_model_status_pb2.GetModelStatusRequest(model_spec={"name": "digits"}), timeout=60)
assert state.model_version_status[0].state == get_model_status_pb2.ModelVersionStatus.AVAILABLE, state

for case in golden["cases"]:
    if case.get("signature", "serving_default") != "serving_default":
        continue
    request = predict_pb2.PredictRequest()
    request.model_spec.name = "digits"
    for name, value in case["inputs"].items():
        request.inputs[name].CopyFrom(tensor(value))
    answer = predictions.Predict(request, timeout=60)
    assert answer.model_spec.signature_name == "serving_default", answer.model_spec
    for name, value in case["outputs"].items():
        worst = max(abs(a - b) for a, b in zip(numbers(answer.outputs[name]), flatten(value["data"])))
        assert worst < 1e-5, (name, worst)

example = example_pb2.Example()
example.features.feature["x"].float_list.value.append(2.0)
request = classification_pb2.ClassificationRequest()
request.model_spec.name = "half"
request.model_spec.signature_name = "classify_x_to_y"
request.input.example_list.examples.append(example)
assert predictions.Classify(request, timeout=60).result.classifications[0].classes[0].score == 3.0

request = get_model_metadata_pb2.GetModelMetadataRequest(metadata_field=["signature_def"])
request.model_spec.name = "half"
signatures = get_model_metadata_pb2.SignatureDefMap()
predictions.GetModelMetadata(request, timeout=60).metadata["signature_def"].Unpack(signatures)
assert "regress_x2_to_y3" in signatures.signature_def, signatures

try:
    predictions.Predict(predict_pb2.PredictRequest(model_spec={"name": "nobody"}), timeout=60)
    raise AssertionError("a model that nobody has answered")
except grpc.RpcError as error:
    assert error.code() == grpc.StatusCode.NOT_FOUND, error
    assert error.details() == "Servable not found for request: Latest(nobody)", error.details()
print("tensorflow " + tf.__version__ if tf else "without tensorflow")
print("ok")
