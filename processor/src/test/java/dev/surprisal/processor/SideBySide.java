package dev.surprisal.processor;

import com.google.testing.compile.Compilation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.tools.JavaFileObject;

/** Compiles many sources as two compilations at once. */
final class SideBySide {
  private SideBySide() {}

  /** Compilations of all sources, in their order. */
  static List<Compilation> compile(List<JavaFileObject> sources) {
    // Threads of their own: those of a pool that tests run on might begin a test in between.
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      int half = sources.size() / 2;
      List<Future<Compilation>> parts = new ArrayList<>();
      for (List<JavaFileObject> part :
          List.of(sources.subList(0, half), sources.subList(half, sources.size()))) {
        parts.add(threads.submit(() -> Compiling.compile(part.toArray(JavaFileObject[]::new))));
      }
      return List.of(parts.get(0).get(), parts.get(1).get());
    } catch (ExecutionException | InterruptedException failed) {
      throw new AssertionError(failed);
    } finally {
      threads.shutdown();
    }
  }
}
