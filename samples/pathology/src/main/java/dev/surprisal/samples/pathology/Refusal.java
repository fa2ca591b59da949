package dev.surprisal.samples.pathology;

import dev.surprisal.annotation.Loss;
import dev.surprisal.runtime.LossFunction;
import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What the compiler says of a head that cannot learn. */
final class Refusal {
  /** What one might write. */
  static final String SOURCE =
      """
      import static dev.surprisal.annotation.Activation.SOFTMAX;
      import static dev.surprisal.annotation.Distribution.GAUSSIAN;

      import dev.surprisal.annotation.Loss;

      @Loss(distribution = GAUSSIAN, activation = SOFTMAX, size = 10)
      interface DigitHead {}
      """;

  private Refusal() {}

  private static final class Source extends SimpleJavaFileObject {
    Source() {
      super(URI.create("source:///DigitHead.java"), Kind.SOURCE);
    }

    @Override
    public String getName() {
      return "DigitHead.java";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return SOURCE;
    }
  }

  /** Compiles it; returns what the compiler prints. */
  static String messages() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      return "a compiler is not part of this Java: a JDK has one";
    }
    StringWriter messages = new StringWriter();
    List<String> options = List.of("-proc:only", "-classpath", classPath());
    CompilationTask task =
        compiler.getTask(messages, null, null, options, null, List.of(new Source()));
    task.setProcessors(ServiceLoader.load(Processor.class));
    task.call();
    return messages.toString();
  }

  private static String classPath() {
    return Stream.of(Loss.class, LossFunction.class)
        .map(Refusal::location)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
