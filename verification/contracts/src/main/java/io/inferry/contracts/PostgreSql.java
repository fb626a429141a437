package io.inferry.contracts;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server of this machine's own package, on loopback with a port and a folder of its
 * own, gone with {@link #close}. Its programs are found in the folder that {@code
 * INFERRY_POSTGRESQL} names, as Debian lays them, or on the path. They refuse to run as root, which
 * runs them as {@code nobody}.
 *
 * <p>It forces nothing to the disk: a test of a power cut is not to be had here.
 */
public final class PostgreSql implements AutoCloseable {
    private static final String USER = "inferry";
    private static final String PASSWORD = "a secret of this test";
    private static final String NOBODY = "nobody";
    private static final String NOBODYS_GROUP = "65534";
    private static final long SECONDS_MAX = 60;

    private final Path programs;
    private final Path folder;
    private final int port;
    private @Nullable Process server;

    private PostgreSql(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Where {@code initdb} and {@code postgres} are, if they are. */
    public static Optional<Path> programs() {
        String named = System.getenv("INFERRY_POSTGRESQL");
        List<Path> places = new ArrayList<>();
        if (named != null) {
            places.add(Path.of(named));
        }
        places.addAll(versions(Path.of("/usr/lib/postgresql")));
        String path = System.getenv("PATH");
        for (String place : path == null ? new String[0] : path.split(File.pathSeparator, -1)) {
            places.add(Path.of(place));
        }
        return places.stream()
                .filter(place -> Files.isExecutable(place.resolve("initdb")))
                .filter(place -> Files.isExecutable(place.resolve("postgres")))
                .findFirst();
    }

    /** A server that answers; where there is none to be had, the test is skipped and says so. */
    public static PostgreSql startedOrSkip() {
        Optional<Path> programs = programs();
        Assumptions.assumeTrue(
                programs.isPresent(), "no PostgreSQL here: install Debian's postgresql package");
        try {
            PostgreSql database =
                    new PostgreSql(
                            programs.orElseThrow(),
                            Files.createTempDirectory("postgresql"),
                            freePort());
            database.prepare();
            database.start();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Address of its one database. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** A role that may do everything. */
    public String user() {
        return USER;
    }

    /** The role's password; the server asks for it. */
    public String password() {
        return PASSWORD;
    }

    /** Starts the stopped server again, on the same port with what it held. */
    public void start() {
        Path out = folder.resolve("out.txt");
        try {
            Process started =
                    as(
                                    "postgres",
                                    "-D",
                                    cluster(),
                                    "-p",
                                    String.valueOf(port),
                                    "-c",
                                    "listen_addresses=127.0.0.1",
                                    "-c",
                                    "unix_socket_directories=",
                                    "-c",
                                    "fsync=off")
                            .redirectOutput(out.toFile())
                            .start();
            server = started;
            new Waiting(Duration.ofSeconds(SECONDS_MAX), () -> text(out), started::isAlive)
                    .until(
                            "PostgreSQL accepts connections",
                            () -> text(out).contains("ready to accept connections"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it, whoever is connected; what was committed stays. */
    public void stop() {
        if (server != null && server.isAlive()) {
            run("pg_ctl", "stop", "-m", "fast", "-w", "-D", cluster());
        }
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        if (isRoot()) {
            var nobody =
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(NOBODY);
            Files.setOwner(folder, nobody);
            Files.setOwner(secret, nobody);
        }
        run(
                "initdb",
                "--no-sync",
                "--locale=C",
                "--encoding=UTF8",
                "--auth=scram-sha-256",
                "--username=" + USER,
                "--pwfile=" + secret,
                "-D",
                cluster());
    }

    private String cluster() {
        return folder.resolve("cluster").toString();
    }

    private void run(String program, String... arguments) {
        Path out = folder.resolve(program + ".txt");
        try {
            Process process = as(program, arguments).redirectOutput(out.toFile()).start();
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(program + " did not succeed: " + text(out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program + " ran", e);
        }
    }

    private ProcessBuilder as(String program, String... arguments) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(
                    List.of(
                            "setpriv",
                            "--reuid=" + NOBODY,
                            "--regid=" + NOBODYS_GROUP,
                            "--clear-groups"));
        }
        words.add(programs.resolve(program).toString());
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<Path> versions(Path debian) {
        if (!Files.isDirectory(debian)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.map(version -> version.resolve("bin"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Free a moment ago; the server cannot be asked to choose one itself. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
