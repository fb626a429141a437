package io.inferry.protocol.tfserving.records;

import com.google.protobuf.ByteString;
import io.inferry.protocol.tfserving.examples.Classifications;
import io.inferry.protocol.tfserving.examples.Regressions;
import io.inferry.protocol.tfserving.proto.ClassificationResult;
import io.inferry.protocol.tfserving.proto.Regression;
import io.inferry.protocol.tfserving.proto.RegressionResult;

/** Copies of what heads answered. */
final class ResultMessages {
    private ResultMessages() {}

    static ClassificationResult of(Classifications found) {
        ClassificationResult.Builder result = ClassificationResult.newBuilder();
        for (int example = 0; example < found.examples(); example++) {
            var classes = result.addClassificationsBuilder();
            for (int i = 0; i < found.classes(); i++) {
                classes.addClassesBuilder()
                        .setLabelBytes(ByteString.copyFrom(found.label(example, i)))
                        .setScore(found.score(example, i));
            }
        }
        return result.build();
    }

    static RegressionResult of(Regressions found) {
        RegressionResult.Builder result = RegressionResult.newBuilder();
        for (int example = 0; example < found.examples(); example++) {
            result.addRegressions(Regression.newBuilder().setValue(found.value(example)));
        }
        return result.build();
    }
}
