package com.nevermisscall.callservice.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What only the sources tell: Javadoc and comments below a folder. Each question is answered with what breaks a rule. */
public final class Sources {

    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@author");

    private final Path root;

    public Sources(Path root) {
        this.root = root;
    }

    /** Folders with classes and without a package-info that says what the package is. */
    public List<String> packagesWithoutASentence() {
        return files(path -> path.toString().endsWith(".java")).stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !saysSomething(folder.resolve("package-info.java")))
                .map(root::relativize)
                .map(Path::toString)
                .toList();
    }

    private static boolean saysSomething(Path packageInfo) {
        return Files.exists(packageInfo) && read(packageInfo).matches("(?s)/\\*\\* *\\S.*\\*/\\s*package .*");
    }

    /** Public types, also within others, that say nothing of themselves. */
    public List<String> publicTypesWithoutJavadoc() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> silent = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    null,
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(
                            files(path -> path.toString().endsWith(".java"))));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new SilentTypes(trees, silent).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return silent;
    }

    /** Lines that put work off, or name an author. */
    public List<String> leftOvers() {
        return files(path -> path.toString().endsWith(".java")).stream()
                .flatMap(file -> read(file)
                        .lines()
                        .filter(line -> LEFT_OVER.matcher(line).find())
                        .map(line -> file.getFileName() + ": " + line.strip()))
                .toList();
    }

    private List<Path> files(Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class SilentTypes extends TreePathScanner<Void, Void> {

        private final Trees trees;
        private final List<String> silent;

        SilentTypes(Trees trees, List<String> silent) {
            this.trees = trees;
            this.silent = silent;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            boolean inInterface = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
            boolean open = inInterface || type.getModifiers().getFlags().contains(Modifier.PUBLIC);
            if (open && trees.getDocComment(getCurrentPath()) == null) {
                silent.add(type.getSimpleName().toString());
            }
            return super.visitClass(type, nothing);
        }
    }
}
