/** Those who are told what happened and change nothing. */
@NullMarked
package io.inferry.api.observer;

import org.jspecify.annotations.NullMarked;
