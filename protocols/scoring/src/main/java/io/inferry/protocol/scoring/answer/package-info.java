/** Answers to predictions and explanations, as JSON or CSV. */
@NullMarked
package io.inferry.protocol.scoring.answer;

import org.jspecify.annotations.NullMarked;
