package io.inferry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The walls of the style guide: what a reader may rely on in every file. */
class TidyTest {
    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 60;
    private static final int PARAMETERS_MAX = 4;
    private static final Pattern SAYS_NOTHING =
            Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Impl|Data|Info|Base|Processor)");

    /** Put together here so that this file does not trip over itself. */
    private static final List<String> BANNED =
            List.of(
                    "TO" + "DO",
                    "FIX" + "ME",
                    "Thread" + ".sleep(",
                    "org." + "mockito",
                    "@Dis" + "abled",
                    "/wo" + "rk/",
                    "repo.maven" + ".apache",
                    "/tm" + "p/");

    @Test
    void filesStayBelowTheWall() {
        List<String> tooLong =
                SourceTree.files(".java").stream()
                        .filter(file -> SourceTree.lines(file).size() > FILE_LINES_MAX)
                        .map(file ->
                                SourceTree.shown(file)
                                        + ": "
                                        + SourceTree.lines(file).size()
                                        + " lines")
                        .toList();
        assertThat(tooLong).as("files above %d lines", FILE_LINES_MAX).isEmpty();
    }

    @Test
    void methodsStayBelowTheWallAndTakeFewParameters() throws IOException {
        List<String> found = new ArrayList<>();
        scan((unit, walls) -> found.addAll(walls));
        assertThat(found).as("methods over the wall").isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        List<String> empty =
                SourceTree.files(".java").stream()
                        .filter(file ->
                                SAYS_NOTHING
                                        .matcher(file.getFileName().toString().replace(".java", ""))
                                        .matches())
                        .filter(file -> !file.endsWith("package-info.java"))
                        .map(SourceTree::shown)
                        .toList();
        assertThat(empty).as("names that say nothing").isEmpty();
    }

    @Test
    void nothingIsLeftBehind() {
        List<String> found = new ArrayList<>();
        for (Path file : SourceTree.files(".java")) {
            List<String> lines = SourceTree.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                for (String banned : BANNED) {
                    if (lines.get(i).contains(banned)) {
                        found.add(SourceTree.shown(file) + ":" + (i + 1) + " has " + banned);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyIslandHasAReadme() {
        List<String> missing =
                SourceTree.files("pom.xml").stream()
                        .map(Path::getParent)
                        .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                        .filter(folder -> !Files.exists(folder.resolve("README.md")))
                        .map(SourceTree::shown)
                        .toList();
        assertThat(missing).as("modules without README.md").isEmpty();
    }

    @Test
    void theTypicalFileIsShort() {
        int[] sizes =
                SourceTree.files(".java").stream()
                        .filter(file -> file.toString().contains("src/main"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .mapToInt(file -> SourceTree.lines(file).size())
                        .sorted()
                        .toArray();
        assertThat(sizes[sizes.length / 2])
                .as("median lines of %d main files", sizes.length)
                .isLessThanOrEqualTo(130);
    }

    private interface Sink {
        void accept(Path file, List<String> walls);
    }

    private static void scan(Sink sink) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    null,
                                    null,
                                    files.getJavaFileObjectsFromPaths(SourceTree.files(".java")));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                List<String> walls = new ArrayList<>();
                new Walls(unit, positions, walls).scan(unit, null);
                sink.accept(Path.of(unit.getSourceFile().toUri()), walls);
            }
        }
    }

    /** Collects what is over a wall in one file. */
    private static final class Walls extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;
        private boolean insideRecord;

        Walls(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            boolean outside = insideRecord;
            insideRecord = type.getKind() == Tree.Kind.RECORD;
            super.visitClass(type, none);
            insideRecord = outside;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            long first = line(positions.getStartPosition(unit, method));
            long last = line(positions.getEndPosition(unit, method));
            String name =
                    SourceTree.shown(Path.of(unit.getSourceFile().toUri()))
                            + ":"
                            + first
                            + " "
                            + method.getName();
            if (last - first + 1 > METHOD_LINES_MAX) {
                found.add(
                        name
                                + " has "
                                + (last - first + 1)
                                + " lines, at most "
                                + METHOD_LINES_MAX);
            }
            boolean constructor = method.getName().contentEquals("<init>");
            boolean given = (constructor && insideRecord) || overrides(method);
            if (method.getParameters().size() > PARAMETERS_MAX && !given) {
                found.add(
                        name
                                + " has "
                                + method.getParameters().size()
                                + " parameters, at most "
                                + PARAMETERS_MAX);
            }
            return super.visitMethod(method, none);
        }

        /** Its parameters were chosen where it was declared, perhaps by a library. */
        private static boolean overrides(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
        }

        private long line(long position) {
            return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
        }
    }

    @Test
    void theScannerSeesWhatItLooksFor() throws IOException {
        List<Path> seen = new ArrayList<>();
        scan((file, walls) -> seen.add(file));
        assertThat(seen).hasSizeGreaterThan(100);
    }
}
