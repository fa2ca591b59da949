package dev.surprisal.samples.explorer;

import dev.surprisal.annotation.Loss;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossFunction;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** The compiler of this Java, with the annotation processor, all in memory. */
final class FormulaCompiler {
  /** Heads are compiled against these, wherever they were loaded from. */
  private static final String CLASS_PATH =
      Stream.of(Loss.class, LossFunction.class)
          .map(FormulaCompiler::library)
          .distinct()
          .collect(Collectors.joining(File.pathSeparator));

  private FormulaCompiler() {}

  static Compiled compiled(FormulaHead head) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalArgumentException("this Java has no compiler: start it with a JDK");
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (var standard = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        var files = new MemoryFiles(standard)) {
      CompilationTask task =
          compiler.getTask(
              null,
              files,
              diagnostics,
              List.of("-classpath", CLASS_PATH, "-Xlint:all,-processing,-options"),
              null,
              List.of(MemoryFiles.source(FormulaHead.NAME, head.source())));
      task.setProcessors(ServiceLoader.load(Processor.class, loader()));
      boolean isCompiled = task.call();
      List<String> texts =
          diagnostics.getDiagnostics().stream()
              .filter(diagnostic -> diagnostic.getKind() != Kind.NOTE)
              .map(FormulaCompiler::text)
              .toList();
      return new Compiled(
          new Compiled.Report(
              head.declaration(), texts, isCompiled ? files.source(FormulaHead.NAME + "Loss") : ""),
          isCompiled ? Optional.of(created(files.loader())) : Optional.empty());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ClassLoader loader() {
    return FormulaCompiler.class.getClassLoader();
  }

  private static String text(Diagnostic<?> diagnostic) {
    String kind = diagnostic.getKind() == Kind.ERROR ? "error: " : "warning: ";
    return kind + diagnostic.getMessage(Locale.ROOT);
  }

  @SuppressWarnings("unchecked")
  private static ArrayLossFunction<double[], double[]> created(ClassLoader loader) {
    try {
      return (ArrayLossFunction<double[], double[]>)
          loader.loadClass(FormulaHead.NAME + "Loss").getConstructor().newInstance();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String library(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
