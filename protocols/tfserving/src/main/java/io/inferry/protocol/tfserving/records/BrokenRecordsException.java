package io.inferry.protocol.tfserving.records;

import java.io.IOException;

/** A file is no sequence of records; the message says where, in upstream's words. */
public final class BrokenRecordsException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenRecordsException(String what, long position) {
        super(what + " record at " + position);
    }
}
