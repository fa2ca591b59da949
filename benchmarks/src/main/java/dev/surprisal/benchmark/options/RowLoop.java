package dev.surprisal.benchmark.options;

import com.sun.management.ThreadMXBean;
import dev.surprisal.annotation.Precision;
import dev.surprisal.benchmark.Agreement;
import dev.surprisal.benchmark.Median;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Times the ways to compute a row in turns, so that their ratios are of the same moments, where
 * JMH, with a VM for each, would time them minutes apart. Run in a fork; prints each way with its
 * nanoseconds per call and the bytes that a call allocates.
 */
public final class RowLoop {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Contender contender;
  private final double[] nanos;
  private final double[] bytes;

  /** What calls returned, so that none is left out. */
  private double sink;

  private RowLoop(Contender contender, int iterations) {
    this.contender = contender;
    nanos = new double[iterations];
    bytes = new double[iterations];
  }

  /**
   * Times them, once it is known that they agree.
   *
   * @param arguments the number of the row, mode, precision, folder of the compiled heads,
   *     iterations to warm up, iterations, milliseconds of each
   * @throws IOException if the loss cannot be read
   * @throws ReflectiveOperationException if a contender cannot be made
   */
  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    Row row = Row.ALL.get(Integer.parseInt(arguments[0]));
    Mode mode = Mode.valueOf(arguments[1]);
    Batch batch = new Batch(row, Precision.valueOf(arguments[2]));
    CompiledHeads heads = new CompiledHeads(Path.of(arguments[3]));
    int warmUp = Integer.parseInt(arguments[4]);
    int iterations = Integer.parseInt(arguments[5]);
    long millis = Long.parseLong(arguments[6]);
    Map<Way, Contender> contenders = Way.contenders(batch, mode, heads.loss(batch));
    check(row, contenders);
    Map<Way, RowLoop> loops = new EnumMap<>(Way.class);
    contenders.forEach((way, contender) -> loops.put(way, new RowLoop(contender, iterations)));
    for (int i = -warmUp; i < iterations; i++) {
      for (RowLoop loop : loops.values()) {
        loop.iterate(Math.max(i, 0), TimeUnit.MILLISECONDS.toNanos(millis));
      }
    }
    loops.forEach((way, loop) -> loop.print(way));
  }

  static void check(Row row, Map<Way, Contender> contenders) {
    Contender surprisal = contenders.get(Way.SURPRISAL);
    double loss = surprisal.call();
    double[] derivatives = surprisal.derivatives();
    contenders.forEach((way, contender) -> {
      String who = row.title() + ", " + way.title;
      Agreement.checkLoss(who, loss, contender.call());
      Agreement.checkDerivatives(who, derivatives, contender.derivatives());
    });
  }

  private void iterate(int iteration, long duration) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long used = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    int calls = 0;
    do {
      sink += contender.call();
      calls++;
    } while (System.nanoTime() - start < duration);
    nanos[iteration] = (double) (THREADS.getCurrentThreadCpuTime() - used) / calls;
    bytes[iteration] = (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / calls;
  }

  private void print(Way way) {
    System.out.printf(Locale.ROOT, "%s %.1f %.1f%n", way, Median.of(nanos), Median.of(bytes));
  }
}
