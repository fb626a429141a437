/** What an operator says of an experiment, read from YAML or JSON. */
@NullMarked
package io.inferry.experiment.control.definition;

import org.jspecify.annotations.NullMarked;
