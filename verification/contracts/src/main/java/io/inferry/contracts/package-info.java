/** Contract test kits: what every engine and every protocol has to keep, and the models for it. */
@NullMarked
package io.inferry.contracts;

import org.jspecify.annotations.NullMarked;
