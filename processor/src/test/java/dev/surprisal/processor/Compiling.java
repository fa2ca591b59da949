package dev.surprisal.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles sources in memory, with the processors and all warnings as errors. */
final class Compiling {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  /** Whether golden files are to be written anew instead of compared. */
  private static final boolean REFRESH = Boolean.getBoolean("golden.refresh");

  private Compiling() {}

  static Compilation compile(JavaFileObject... sources) {
    return Compiler.javac()
        .withOptions("-Xlint:all,-processing", "-Werror")
        .withProcessors(new LossProcessor(), new LocalHeadProcessor())
        .compile(sources);
  }

  /** The errors of a compilation that reads and writes files. */
  static List<Diagnostic<?>> errors(
      JavaFileManager files, List<String> options, JavaFileObject... sources) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler.CompilationTask task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, files, diagnostics, options, null, List.of(sources));
    task.setProcessors(List.of(new LossProcessor()));
    task.call();
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .<Diagnostic<?>>map(error -> error)
        .toList();
  }

  /** The class path of the libraries that some types are in. */
  static String path(Class<?>... types) {
    return Stream.of(types).map(Compiling::library).collect(Collectors.joining(File.pathSeparator));
  }

  private static String library(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static JavaFileObject source(String name, String... lines) {
    return JavaFileObjects.forSourceLines(name, lines);
  }

  static JavaFileObject source(Path file) {
    return JavaFileObjects.forSourceString(
        file.getParent().getFileName() + "." + simpleName(file), read(file));
  }

  static String simpleName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  /** The sources in a folder of the test resources, in the order of their names. */
  static List<Path> sourcesIn(String folder) {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The text of a golden file; where goldens are refreshed, it becomes the actual text first. */
  static String golden(String name, String actual) {
    return golden(RESOURCES.resolve("expected").resolve(name), actual);
  }

  static String golden(Path file, String actual) {
    if (REFRESH) {
      try {
        Files.writeString(file, actual);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return read(file);
  }

  /** The texts of the generated sources, by their simple names. */
  static Map<String, String> generatedSources(Compilation compilation) {
    return compilation.generatedSourceFiles().stream()
        .collect(Collectors.toMap(file -> simpleName(Path.of(file.getName())), Compiling::text));
  }

  /** A class loader with the classes of a compilation. */
  static ClassLoader load(Compilation compilation) {
    if (compilation.status() != Compilation.Status.SUCCESS) {
      throw new AssertionError(
          compilation.diagnostics() + generatedSources(compilation).toString());
    }
    Map<String, byte[]> classes = new HashMap<>();
    compilation.generatedFiles().stream()
        .filter(file -> file.getKind() == JavaFileObject.Kind.CLASS)
        .forEach(file -> classes.put(className(file), bytes(file)));
    return new ClassLoader(Compiling.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }

  /** The constructor that users call: virtual machines give constructors in any order. */
  static Constructor<?> constructorOf(Class<?> generated) {
    return Stream.of(generated.getDeclaredConstructors())
        .filter(constructor -> !Modifier.isPrivate(constructor.getModifiers()))
        .findFirst()
        .orElseThrow();
  }

  private static String className(JavaFileObject file) {
    String root = "/" + StandardLocation.CLASS_OUTPUT + "/";
    return file.getName().replace(root, "").replace(".class", "").replace('/', '.');
  }

  static String text(JavaFileObject file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(JavaFileObject file) {
    try (InputStream stream = file.openInputStream()) {
      return stream.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
