package dev.surprisal.samples.explorer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Formulas that were typed, each compiled once, one after the other. None is waited for without
 * end: what takes too long is given up, and those behind it as well, until its thread is done.
 */
final class Formulas {
  /** Milliseconds. */
  private static final long PATIENCE = 10_000;

  /** How many are remembered. */
  private static final int MOST = 16;

  /** How many may wait. */
  private static final int QUEUE = 4;

  private final Map<FormulaHead, Future<Compiled>> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<FormulaHead, Future<Compiled>> eldest) {
              return size() > MOST;
            }
          });

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, PATIENCE, TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(QUEUE), Formulas::daemon);

  private final Function<FormulaHead, Compiled> compiler;
  private final long patience;

  Formulas() {
    this(FormulaCompiler::compiled, PATIENCE);
  }

  /** With another compiler and another patience, in milliseconds. */
  Formulas(Function<FormulaHead, Compiled> compiler, long patience) {
    this.compiler = compiler;
    this.patience = patience;
  }

  /** What the compiler says of a formula. */
  Compiled.Report compiled(FormulaHead head) {
    return of(head).report();
  }

  /** What the class of a formula says of an example. */
  Value value(FormulaHead head, Example example) {
    Compiled compiled = of(head);
    return Value.of(
        compiled
            .loss()
            .orElseThrow(
                () -> new IllegalArgumentException(compiled.report().diagnostics().get(0))),
        example.outputs(head.outputs().size()),
        example.targets(1));
  }

  private Compiled of(FormulaHead head) {
    Future<Compiled> answer = known.computeIfAbsent(head, this::submitted);
    try {
      return answer.get(patience, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | CancellationException late) {
      known.remove(head, answer);
      answer.cancel(true);
      throw new IllegalArgumentException(
          "nll: the compiler was given up after " + patience + " ms: write a shorter formula",
          late);
    } catch (ExecutionException failed) {
      known.remove(head, answer);
      throw failed.getCause() instanceof IllegalArgumentException refused
          ? refused
          : new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private Future<Compiled> submitted(FormulaHead head) {
    try {
      return thread.submit(() -> compiler.apply(head));
    } catch (RejectedExecutionException full) {
      throw new IllegalArgumentException("nll: too many formulas are being compiled", full);
    }
  }

  /** A thread that does not keep the program alive. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "formulas");
    thread.setDaemon(true);
    return thread;
  }
}
