package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DepartureTest {
    private final EventLoop loop = new DefaultEventLoop();
    private final Departure departure = new Departure(loop);
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        loop.shutdownGracefully();
    }

    @Test
    void actionsWaitForTheCallerToLeaveAndKeepTheirOrder() throws Exception {
        onLoop(() -> departure.onLeaving(() -> done.add("first")));
        onLoop(() -> departure.onLeaving(() -> done.add("second")));
        onLoop(() -> assertThat(done).isEmpty());

        onLoop(departure::left);

        onLoop(() -> assertThat(done).containsExactly("first", "second"));
    }

    @Test
    void whoComesTooLateIsCalledAtOnce() throws Exception {
        onLoop(departure::left);

        onLoop(() -> departure.onLeaving(() -> done.add("late")));

        onLoop(() -> assertThat(done).containsExactly("late"));
    }

    @Test
    void actionsFromOtherThreadsRunOnTheEventLoop() throws Exception {
        departure.onLeaving(() -> done.add(loop.inEventLoop() ? "on the loop" : "elsewhere"));

        onLoop(departure::left);

        onLoop(() -> assertThat(done).containsExactly("on the loop"));
    }

    private void onLoop(Runnable act) throws ExecutionException, InterruptedException {
        loop.submit(act).get();
    }
}
