/** Where an experiment stands and what happens next. Pure: no clock, no threads. */
@NullMarked
package io.inferry.experiment.control.course;

import org.jspecify.annotations.NullMarked;
