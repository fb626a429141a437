/**
 * The engine for Caffe's and Darknet's networks, on OpenCV's DNN module. Formats, options, threads
 * and limits are in this module's README.
 */
@NullMarked
package io.inferry.engine.opencv;

import org.jspecify.annotations.NullMarked;
