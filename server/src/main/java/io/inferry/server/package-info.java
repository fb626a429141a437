/** The main program: settings, plug-ins, serving, protocols, sockets, and a good end. */
@NullMarked
package io.inferry.server;

import org.jspecify.annotations.NullMarked;
