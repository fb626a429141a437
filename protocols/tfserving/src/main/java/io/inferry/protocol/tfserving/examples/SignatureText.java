package io.inferry.protocol.tfserving.examples;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Shape;
import io.inferry.protocol.tfserving.wire.TypeName;
import java.util.Comparator;
import java.util.List;

/** A signature as protobuf prints a SignatureDef for people. */
final class SignatureText {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    private SignatureText() {}

    static String of(Signature signature) {
        SignatureText all = new SignatureText();
        all.tensors("inputs", signature.inputs());
        all.tensors("outputs", signature.outputs());
        all.line("method_name: \"" + signature.method() + "\"");
        return all.text.toString();
    }

    private void tensors(String field, List<TensorSpec> specs) {
        specs.stream()
                .sorted(Comparator.comparing(TensorSpec::name))
                .forEach(spec -> {
                    open(field);
                    line("key: \"" + spec.name() + "\"");
                    open("value");
                    line("name: \"" + spec.graphName() + "\"");
                    line("dtype: " + TypeName.of(spec.dataType()).proto());
                    shape(spec.shape());
                    close();
                    close();
                });
    }

    private void shape(Shape shape) {
        open("tensor_shape");
        if (shape.isAny()) {
            line("unknown_rank: true");
        }
        for (int i = 0; i < shape.rank(); i++) {
            open("dim");
            if (shape.dim(i) != 0) {
                line("size: " + shape.dim(i));
            }
            close();
        }
        close();
    }

    private void open(String field) {
        line(field + " {");
        depth++;
    }

    private void close() {
        depth--;
        line("}");
    }

    private void line(String content) {
        text.append("  ".repeat(depth)).append(content).append('\n');
    }
}
