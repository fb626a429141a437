/** PMML files, evaluated by pmml4s. */
@NullMarked
package io.inferry.engine.pmml;

import org.jspecify.annotations.NullMarked;
