#!/bin/sh
# What TensorFlow Serving's container starts: the model MODEL_NAME below MODEL_BASE_PATH. Arguments are added, and win.
set -eu

self=$(readlink -f "$0")
name=${MODEL_NAME:-model}
exec "${self%/*}/tensorflow_model_server" --port=8500 --rest_api_port=8501 \
    --model_name="$name" --model_base_path="${MODEL_BASE_PATH:-/models}/$name" "$@"
