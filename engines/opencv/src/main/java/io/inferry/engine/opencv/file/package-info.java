/** Reads Caffe's and Darknet's descriptions of nets before OpenCV does, which trusts them. */
@NullMarked
package io.inferry.engine.opencv.file;

import org.jspecify.annotations.NullMarked;
