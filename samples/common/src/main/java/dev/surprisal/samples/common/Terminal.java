package dev.surprisal.samples.common;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Lines on standard output above a progress bar on standard error. The bar is drawn by a thread of
 * its own, so both go through one lock.
 */
public final class Terminal implements ProgressBarConsumer {
  private static final int WIDTH = 79;

  private String bar = "";

  /** A bar for work of so many steps, which is taken away when it is closed. */
  public ProgressBar progressBar(long steps) {
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(50)
        .setConsumer(this)
        .build();
  }

  /** Prints a line, and the bar anew below it. */
  public synchronized void print(String format, Object... arguments) {
    erase();
    System.out.printf(Locale.ROOT, format + "%n", arguments);
    System.out.flush();
    System.err.print(bar);
  }

  @Override
  public int getMaxRenderedLength() {
    return WIDTH;
  }

  @Override
  public synchronized void accept(String rendered) {
    bar = "\r" + rendered;
    System.err.print(bar);
  }

  @Override
  public synchronized void clear() {
    erase();
    bar = "";
  }

  @Override
  public void close() {
    clear();
  }

  private void erase() {
    if (!bar.isEmpty()) {
      System.err.print("\r" + " ".repeat(WIDTH) + "\r");
      System.err.flush();
    }
  }
}
