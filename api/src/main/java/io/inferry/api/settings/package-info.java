/**
 * What an operator may set for one model, as values; where they are written down is another room's
 * affair.
 */
@NullMarked
package io.inferry.api.settings;

import org.jspecify.annotations.NullMarked;
