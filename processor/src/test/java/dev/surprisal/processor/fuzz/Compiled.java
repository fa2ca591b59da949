package dev.surprisal.processor.fuzz;

import dev.surprisal.processor.LocalHeadProcessor;
import dev.surprisal.processor.LossProcessor;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * What came of a compilation.
 *
 * @param remarks what the compiler said
 * @param generated the texts of the generated sources, by their paths
 */
record Compiled(List<Remark> remarks, Map<String, String> generated) {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final JavaFileManager LIBRARIES =
      COMPILER.getStandardFileManager(null, Locale.ROOT, null);

  /**
   * An error or a warning.
   *
   * @param isError whether it is an error
   * @param kind our key in brackets, or what the compiler calls it
   * @param path the file that it is about; empty for none
   * @param line where, from 1
   * @param column where, from 1
   * @param message all of it
   */
  record Remark(boolean isError, String kind, String path, long line, long column, String message) {
    private static final Pattern KEY = Pattern.compile("^\\[[a-z-]+]");

    static Remark of(Diagnostic<? extends JavaFileObject> diagnostic) {
      String message = diagnostic.getMessage(Locale.ROOT);
      Matcher key = KEY.matcher(message);
      return new Remark(
          diagnostic.getKind() == Diagnostic.Kind.ERROR,
          key.find() ? key.group() : diagnostic.getCode(),
          diagnostic.getSource() == null ? "" : diagnostic.getSource().getName().substring(1),
          diagnostic.getLineNumber(),
          diagnostic.getColumnNumber(),
          message);
    }

    boolean isOurs() {
      return kind.startsWith("[");
    }
  }

  /** Compiles without annotation processing. */
  static Compiled withoutProcessors(Collection<Case> cases) {
    return compile(cases, List.of(), "-proc:none", "-Xlint:all,-processing,-auxiliaryclass");
  }

  /** Runs our processors, and no compiler after them. */
  static Compiled processed(Collection<Case> cases) {
    return compile(cases, processors(), "-proc:only", "-Xlint:none");
  }

  /** Runs our processors, and compiles what they wrote, under all warnings. */
  static Compiled of(Collection<Case> cases) {
    return compile(cases, processors(), "-Xlint:all,-processing,-auxiliaryclass");
  }

  private static List<Processor> processors() {
    return List.of(new LossProcessor(), new LocalHeadProcessor());
  }

  private static Compiled compile(
      Collection<Case> cases, List<Processor> processors, String... options) {
    List<JavaFileObject> sources = new ArrayList<>();
    cases.forEach(one -> one.sources().forEach(source -> sources.add(source.toFile())));
    MemoryFiles files = new MemoryFiles(LIBRARIES);
    // Read when they are said: a message can be about a set that is emptied afterwards.
    List<Remark> remarks = new ArrayList<>();
    List<String> all = new ArrayList<>(List.of(options));
    // Of all cases, not of the first hundred errors.
    all.addAll(List.of("-Xmaxerrs", "0", "-Xmaxwarns", "0"));
    JavaCompiler.CompilationTask task =
        COMPILER.getTask(
            Writer.nullWriter(), files, said -> remarks.add(Remark.of(said)), all, null, sources);
    task.setProcessors(processors);
    task.call();
    return new Compiled(List.copyOf(remarks), files.sources());
  }
}
