"""Asks a server over gRPC and REST the way a Python user would; prints ok or fails.

Arguments: REST port, gRPC port, directory of open_inference.proto, golden file.
Needs grpcio and grpcio-tools; the messages are generated from the proto as it is read.
"""

import json
import struct
import sys
import urllib.error
import urllib.request

import grpc

rest_port, grpc_port, proto_directory, golden_file = sys.argv[1:]
sys.path.insert(0, proto_directory)
messages, services = grpc.protos_and_services("open_inference.proto")

case = json.load(open(golden_file))["cases"][0]
x, probabilities = case["inputs"]["x"], case["outputs"]["probabilities"]


def check(values):
    assert len(values) == len(probabilities["data"]), values
    for got, expected in zip(values, probabilities["data"]):
        assert abs(got - expected) < 1e-5, (got, expected)


def floats(raw):
    return struct.unpack("<%df" % (len(raw) // 4), raw)


packed = struct.pack("<%df" % len(x["data"]), *x["data"])
channel = grpc.insecure_channel("127.0.0.1:" + grpc_port)
service = services.GRPCInferenceServiceStub(channel)

assert service.ServerLive(messages.ServerLiveRequest(), timeout=20).live
assert service.ModelReady(messages.ModelReadyRequest(name="digits"), timeout=20).ready
metadata = service.ModelMetadata(messages.ModelMetadataRequest(name="digits"), timeout=20)
assert list(metadata.inputs[0].shape) == [-1, 64], metadata

for typed in (False, True):
    request = messages.ModelInferRequest(model_name="digits", id="py")
    request.inputs.add(name="x", datatype="FP32", shape=x["shape"])
    if typed:
        request.inputs[0].contents.fp32_contents.extend(x["data"])
    else:
        request.raw_input_contents.append(packed)
    answer = service.ModelInfer(request, timeout=20)
    assert answer.id == "py" and answer.model_version == "1", answer
    check(floats(answer.raw_output_contents[0]))

try:
    service.ModelInfer(messages.ModelInferRequest(model_name="nobody"), timeout=20)
    raise AssertionError("an unknown model was answered")
except grpc.RpcError as error:
    assert error.code() == grpc.StatusCode.NOT_FOUND, error

head = json.dumps(
    {
        "parameters": {"binary_data_output": True},
        "inputs": [
            {
                "name": "x",
                "shape": x["shape"],
                "datatype": "FP32",
                "parameters": {"binary_data_size": len(packed)},
            }
        ],
    }
).encode()
url = "http://127.0.0.1:%s/v2/models/digits/infer" % rest_port
request = urllib.request.Request(
    url, head + packed, {"Inference-Header-Content-Length": str(len(head))}
)
with urllib.request.urlopen(request, timeout=20) as response:
    body = response.read()
    json_length = int(response.headers["Inference-Header-Content-Length"])
assert json.loads(body[:json_length])["outputs"][0]["name"] == "probabilities"
check(floats(body[json_length:]))

plain = json.dumps({"inputs": [dict(name="x", datatype="FP32", shape=x["shape"], data=x["data"])]})
with urllib.request.urlopen(urllib.request.Request(url, plain.encode()), timeout=20) as response:
    check(json.load(response)["outputs"][0]["data"])

try:
    urllib.request.urlopen(urllib.request.Request(url, b"{"), timeout=20)
    raise AssertionError("half a document was answered")
except urllib.error.HTTPError as error:
    assert error.code == 400 and "error" in json.load(error), error

print("ok")
