package io.inferry.experiment.store.journal;

import static io.inferry.experiment.store.journal.Seen.bytes;

import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a test runs in a process of its own. Says on standard output what it was promised. */
final class JournalProgram {
    private static final int SEGMENT_BYTES = 4096;
    private static final int CHECKPOINT_EVERY = 97;

    private JournalProgram() {}

    public static void main(String... words) throws IOException {
        Path directory = Path.of(words[1]);
        try {
            switch (words[0]) {
                case "append" -> append(directory);
                case "fill" -> fill(directory);
                case "limit" -> limit(directory);
                default -> throw new IllegalArgumentException(words[0]);
            }
        } catch (StoreException e) {
            System.out.println(e.reason() + " " + e.getMessage());
        }
    }

    /** Appends for ever, a checkpoint now and then, and says each number once acknowledged. */
    private static void append(Path directory) {
        var settings = new JournalSettings(directory, FsyncPolicy.ALWAYS, SEGMENT_BYTES);
        try (Journal journal = Journal.open(settings, new Seen())) {
            while (true) {
                long next = journal.lastSequence() + 1;
                System.out.println(journal.append(bytes(payload(next))));
                if (next % CHECKPOINT_EVERY == 0) {
                    journal.checkpoint(bytes("up to " + next));
                }
            }
        }
    }

    static String payload(long sequence) {
        return sequence + "=" + "x".repeat((int) (sequence * 37 % 300));
    }

    /** Fills the disk below the directory, gives space back, and goes on. */
    private static void fill(Path directory) throws IOException {
        Path ballast = directory.resolve("ballast");
        var settings =
                new JournalSettings(directory.resolve("journal"), FsyncPolicy.ALWAYS, 1 << 20);
        try (Journal journal = Journal.open(settings, new Seen())) {
            Files.write(ballast, new byte[200_000]);
            long full = appendUntilRefused(journal);
            System.out.println("refused after " + full);
            for (int i = 0; i < 50; i++) {
                refuse(journal, 400);
            }
            System.out.println("snapshot " + refuse(() -> journal.checkpoint(new byte[500_000])));
            Files.delete(ballast);
            for (int i = 0; i < 100; i++) {
                System.out.println("again " + journal.append(bytes(payload(full + 1 + i))));
            }
            journal.checkpoint(bytes("small"));
            System.out.println("again " + journal.append(bytes(payload(full + 101))));
        }
        Seen seen = Seen.in(settings);
        System.out.println("found " + seen.snapshot + seen.damages + seen.records);
    }

    /** Appends until no file may grow any more; a checkpoint begins a small one. */
    private static void limit(Path directory) {
        var settings = new JournalSettings(directory, FsyncPolicy.NEVER, 8 << 20);
        try (Journal journal = Journal.open(settings, new Seen())) {
            long full = appendUntilRefused(journal);
            System.out.println("refused after " + full);
            System.out.println("snapshot " + refuse(() -> journal.checkpoint(new byte[1 << 20])));
        }
        Seen all = new Seen();
        try (Journal journal = Journal.open(settings, all)) {
            System.out.println("found " + all.records.size() + journal.recovery().tornTail());
            refuse(journal, 5000);
            journal.checkpoint(bytes("small"));
            journal.append(bytes("after"));
        }
        Seen seen = Seen.in(settings);
        System.out.println("found " + seen.snapshot + seen.damages + seen.records.values());
    }

    private static long appendUntilRefused(Journal journal) {
        while (true) {
            long next = journal.lastSequence() + 1;
            try {
                journal.append(bytes(payload(next)));
            } catch (StoreException e) {
                System.out.println(e.getMessage());
                return journal.lastSequence();
            }
        }
    }

    private static void refuse(Journal journal, int length) {
        String outcome = refuse(() -> journal.append(new byte[length]));
        if (!outcome.equals(Reason.DISK.toString())) {
            System.out.println("a full disk took a record: " + outcome);
        }
    }

    private static String refuse(Runnable act) {
        try {
            act.run();
            return "taken";
        } catch (StoreException e) {
            return e.reason().toString();
        }
    }
}
