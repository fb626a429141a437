/** What experiments look like from outside: plain values, ready to be written as JSON. */
@NullMarked
package io.inferry.experiment.control.view;

import org.jspecify.annotations.NullMarked;
