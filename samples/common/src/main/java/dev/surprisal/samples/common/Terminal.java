package dev.surprisal.samples.common;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Lines on standard output and, where that is a terminal, a progress bar below them. The bar is
 * drawn by a thread of its own, so both go through one lock.
 */
public final class Terminal {
  private static final int WIDTH = 79;

  private final PrintStream out;
  private final boolean isInteractive;
  private String bar = "";

  Terminal() {
    this(System.out, isConsole());
  }

  Terminal(PrintStream out, boolean isInteractive) {
    this.out = out;
    this.isInteractive = isInteractive;
  }

  /**
   * Whether standard input and output are a terminal. From Java 22 on a console need not be one.
   */
  private static boolean isConsole() {
    Console console = System.console();
    try {
      return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A bar for work of so many steps, or lines where none can be drawn. */
  public Progress progress(long steps) {
    return isInteractive
        ? new Bar(
            new ProgressBarBuilder()
                .setTaskName("training")
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(50)
                .setConsumer(new Drawing())
                .build())
        : new ProgressLines(this, steps, System::nanoTime);
  }

  /** Prints a line, and the bar anew below it. */
  public synchronized void print(String format, Object... arguments) {
    erase();
    out.printf(Locale.ROOT, format + "%n", arguments);
    out.print(bar);
    out.flush();
  }

  private synchronized void draw(String rendered) {
    bar = "\r" + rendered;
    out.print(bar);
    out.flush();
  }

  private synchronized void remove() {
    erase();
    out.flush();
    bar = "";
  }

  private void erase() {
    if (!bar.isEmpty()) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
    }
  }

  private record Bar(ProgressBar bar) implements Progress {
    @Override
    public void step() {
      bar.step();
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private final class Drawing implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String rendered) {
      draw(rendered);
    }

    @Override
    public void clear() {
      remove();
    }

    @Override
    public void close() {
      remove();
    }
  }
}
