package io.inferry.experiment.evidence.feedback;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Feedback that came before its answer, in the order of coming: so many pieces, for so long. Safe
 * for use by many threads.
 */
final class WaitingRoom {
    private final int piecesMax;
    private final long waitMaxMillis;
    private final ArrayDeque<Piece> order = new ArrayDeque<>();
    private final Map<String, List<Feedback>> byId = new HashMap<>();
    private volatile boolean empty = true;

    private record Piece(String id, long sinceMillis) {}

    WaitingRoom(int piecesMax, long waitMaxMillis) {
        this.piecesMax = piecesMax;
        this.waitMaxMillis = waitMaxMillis;
    }

    /** Without a lock, for the many requests for which nothing waits. */
    boolean isEmpty() {
        return empty;
    }

    /** Whether there was room. */
    synchronized boolean add(Feedback feedback, long nowMillis) {
        if (order.size() >= piecesMax) {
            return false;
        }
        order.add(new Piece(feedback.id(), nowMillis));
        byId.computeIfAbsent(feedback.id(), first -> new ArrayList<>()).add(feedback);
        empty = false;
        return true;
    }

    /** Takes out what waits for an answer. */
    synchronized List<Feedback> take(String id) {
        List<Feedback> waiting = byId.remove(id);
        if (waiting == null) {
            return List.of();
        }
        order.removeIf(piece -> piece.id().equals(id));
        empty = order.isEmpty();
        return waiting;
    }

    /** Takes out what waited too long; a clock that went far back ends all waiting. */
    synchronized int expire(long nowMillis) {
        int gone = 0;
        while (!order.isEmpty()
                && Math.abs(nowMillis - order.peek().sinceMillis()) > waitMaxMillis) {
            Piece oldest = order.remove();
            List<Feedback> waiting = byId.get(oldest.id());
            if (waiting != null) {
                waiting.removeFirst();
                if (waiting.isEmpty()) {
                    byId.remove(oldest.id());
                }
            }
            gone++;
        }
        empty = order.isEmpty();
        return gone;
    }
}
