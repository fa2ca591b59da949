package dev.surprisal.benchmark.options;

import dev.surprisal.annotation.Precision;
import dev.surprisal.benchmark.HeadSources;
import dev.surprisal.runtime.ArrayLossFunction;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Heads and their losses in a folder, as sources and as classes. */
record CompiledHeads(Path folder) {
  /** Declares heads, and compiles them and their losses. */
  static CompiledHeads compile(Collection<Head> heads, Precision precision, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    List<Path> sources = new ArrayList<>();
    for (Head head : heads) {
      String source = HeadSources.source(head.name(), head.declaration(precision));
      sources.add(Files.writeString(folder.resolve(head.name() + ".java"), source));
    }
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("-classpath", System.getProperty("java.class.path"), "-d", folder.toString());
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      CompilationTask task =
          javac.getTask(
              messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
      task.setProcessors(ServiceLoader.load(Processor.class));
      if (!task.call()) {
        throw new IllegalStateException(messages.toString());
      }
    }
    return new CompiledHeads(folder);
  }

  /** The loss of a head over the shape of a batch; its class may load others later on. */
  @SuppressWarnings("unchecked")
  ArrayLossFunction<Object, Object> loss(Batch batch)
      throws IOException, ReflectiveOperationException {
    URL[] classPath = {folder.toUri().toURL()};
    Class<?> loss =
        new URLClassLoader(classPath)
            .loadClass(HeadSources.PACKAGE + "." + batch.head.name() + "Loss");
    Constructor<?> constructor = loss.getConstructors()[0];
    return (ArrayLossFunction<Object, Object>) constructor.newInstance(arguments(batch));
  }

  /** What the constructor is given, in its order. */
  private static Object[] arguments(Batch batch) {
    List<Object> arguments = new ArrayList<>();
    Family family = batch.head.family();
    boolean isSized = family.isOfClasses() || family == Family.PRODUCT_OF_BERNOULLIS;
    if (isSized && batch.perOutput.length == 0) {
      arguments.add(batch.size);
    }
    if (batch.positions > 1) {
      arguments.add(batch.positions);
    }
    if (batch.perOutput.length > 0) {
      arguments.add(batch.perOutput);
    }
    return arguments.toArray();
  }
}
