/** KServe v1, MLflow scoring and SageMaker: thin codecs for clients that send tables. */
@NullMarked
package io.inferry.protocol.scoring;

import org.jspecify.annotations.NullMarked;
