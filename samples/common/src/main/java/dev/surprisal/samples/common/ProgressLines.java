package dev.surprisal.samples.common;

import java.util.function.LongSupplier;

/** A line now and then, for output that a file or another program reads. */
final class ProgressLines implements Progress {
  static final long NANOS_BETWEEN = 10_000_000_000L;

  private final Terminal terminal;
  private final long steps;
  private final LongSupplier nanoTime;
  private long done;
  private long told;

  ProgressLines(Terminal terminal, long steps, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.steps = steps;
    this.nanoTime = nanoTime;
    told = nanoTime.getAsLong();
  }

  @Override
  public void step() {
    done++;
    long now = nanoTime.getAsLong();
    if (now - told >= NANOS_BETWEEN) {
      told = now;
      terminal.print("training %d %%", 100 * done / steps);
    }
  }

  @Override
  public void close() {}
}
