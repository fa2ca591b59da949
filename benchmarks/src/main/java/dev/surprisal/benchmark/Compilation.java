package dev.surprisal.benchmark;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Heads to be compiled by javac: a task that can be done in several ways, again and again. */
final class Compilation {
  /** What is compiled, and how. */
  enum Way {
    /** As if there were no losses. */
    HEADS,
    /** As if the losses had been written by hand. */
    HEADS_AND_LOSSES,
    /** A processor copies the losses. */
    COPYING,
    /** The processor generates the losses. */
    PROCESSOR
  }

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private final Path folder;
  private final List<Path> heads;
  private final List<Path> losses;

  /** Writes so many heads below a folder, and generates their losses once. */
  Compilation(int count, Path folder) throws IOException {
    this.folder = folder;
    heads = HeadSources.write(count, folder.resolve("heads"));
    warmNanos(Way.PROCESSOR);
    Files.move(generated(), kept());
    try (Stream<Path> files = Files.walk(kept())) {
      losses = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** How long the compiler takes within this VM, with the processor's classes loaded already. */
  long warmNanos(Way way) throws IOException {
    prepare();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    long start = System.nanoTime();
    boolean success;
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      CompilationTask task =
          javac.getTask(
              messages,
              files,
              null,
              options(way),
              null,
              files.getJavaFileObjectsFromPaths(sources(way)));
      switch (way) {
        case HEADS, HEADS_AND_LOSSES -> {}
        case COPYING -> task.setProcessors(List.of(new CopyingProcessor()));
        case PROCESSOR -> task.setProcessors(ServiceLoader.load(Processor.class));
      }
      success = task.call();
    }
    long nanos = System.nanoTime() - start;
    if (!success) {
      throw new IllegalStateException(messages.toString());
    }
    return nanos;
  }

  /** How long a javac takes that is started for it. */
  long coldNanos(Way way) throws IOException, InterruptedException {
    prepare();
    List<String> arguments = new ArrayList<>(options(way));
    switch (way) {
      case HEADS, HEADS_AND_LOSSES -> {}
      case COPYING -> arguments.addAll(List.of("-processor", CopyingProcessor.class.getName()));
      case PROCESSOR -> arguments.addAll(List.of("-processorpath", CLASS_PATH));
    }
    List<String> names = sources(way).stream().map(Path::toString).toList();
    arguments.add("@" + Files.write(folder.resolve("sources.txt"), names));
    long start = System.nanoTime();
    Fork.run("javac", arguments);
    return System.nanoTime() - start;
  }

  private List<Path> sources(Way way) {
    return way == Way.HEADS_AND_LOSSES
        ? Stream.concat(heads.stream(), losses.stream()).toList()
        : heads;
  }

  private List<String> options(Way way) {
    List<String> options = new ArrayList<>(List.of("-classpath", CLASS_PATH));
    options.addAll(List.of("-d", classes().toString(), "-s", generated().toString()));
    switch (way) {
      case HEADS, HEADS_AND_LOSSES -> options.add("-proc:none");
      case COPYING -> options.add("-A" + CopyingProcessor.OPTION + "=" + kept());
      case PROCESSOR -> {}
    }
    return options;
  }

  /** Empties what the last compilation has written into. */
  private void prepare() throws IOException {
    for (Path written : List.of(classes(), generated())) {
      if (Files.exists(written)) {
        delete(written);
      }
      Files.createDirectories(written);
    }
  }

  private Path kept() {
    return folder.resolve("losses");
  }

  private Path classes() {
    return folder.resolve("classes");
  }

  private Path generated() {
    return folder.resolve("generated");
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
