package io.inferry.protocol.openinference.wire;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names for requests whose sender gave none. */
public final class RequestIds {
    private RequestIds() {}

    /**
     * The sender's own id, or a new one: the KServe client refuses an answer without.
     *
     * <p>Not {@link UUID#randomUUID()}: nobody needs these to be unguessable, and its random source
     * is one lock for all threads.
     */
    public static String orNew(String id) {
        if (!id.isEmpty()) {
            return id;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }
}
