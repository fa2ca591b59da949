package dev.surprisal.processor;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/**
 * What Eclipse's compiler makes of some sources, which has to find them in files.
 *
 * @param diagnostics all that it says
 * @param generatedSources the texts of the generated sources, by their simple names
 */
record EclipseCompiling(
    List<Diagnostic<? extends JavaFileObject>> diagnostics, Map<String, String> generatedSources) {

  /** Compiles with both processors, and with others after them. */
  static EclipseCompiling compile(Path folder, List<JavaFileObject> sources, Processor... others) {
    List<Processor> processors = new ArrayList<>();
    processors.add(new LossProcessor());
    processors.add(new LocalHeadProcessor());
    processors.addAll(List.of(others));
    JavaCompiler compiler = new EclipseCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<File> written = new ArrayList<>();
      for (JavaFileObject source : sources) {
        written.add(write(folder.resolve("sources"), source).toFile());
      }
      Path generated = Files.createDirectories(folder.resolve("generated"));
      files.setLocation(StandardLocation.SOURCE_OUTPUT, List.of(generated.toFile()));
      files.setLocation(
          StandardLocation.CLASS_OUTPUT,
          List.of(Files.createDirectories(folder.resolve("classes")).toFile()));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              Writer.nullWriter(),
              files,
              diagnostics,
              List.of("--release", "17"),
              null,
              files.getJavaFileObjectsFromFiles(written));
      task.setProcessors(processors);
      task.call();
      return new EclipseCompiling(diagnostics.getDiagnostics(), textsIn(generated));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path write(Path folder, JavaFileObject source) throws IOException {
    Path file = folder.resolve(source.getName());
    Files.createDirectories(file.getParent());
    return Files.writeString(file, source.getCharContent(false));
  }

  private static Map<String, String> textsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(Compiling::simpleName, Compiling::read, (a, b) -> a, TreeMap::new));
    }
  }
}
