package dev.surprisal.linear;

import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Kernels;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Prints the kernels and a number for all bits of logits and gradients: of early calls and late
 * ones.
 */
final class Bits {
  private static final int INPUTS = 40;
  private static final int CLASSES = 1000;
  private static final int ROWS = 20;

  private Bits() {}

  public static void main(String[] arguments) {
    int calls = Integer.parseInt(arguments[0]);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    LogitTiles alone = new LogitTiles(INPUTS, CLASSES, true).within(13L * 4 * CLASSES);
    LogitTiles together = alone.on(Workers.of(threads, 3));
    StringBuilder line = new StringBuilder(Kernels.description().split(":")[0]);
    int last = 0;
    for (int call = 0; call < calls; call++) {
      last = bits(call % 2 == 0 ? alone : together);
      if (call < 2) {
        line.append(' ').append(last);
      }
    }
    System.out.println(line + " " + last);
    threads.shutdown();
  }

  private static int bits(LogitTiles tiles) {
    LinearHead head =
        new LinearHead(
            RandomArrays.of(ROWS * INPUTS, 1),
            RandomArrays.of(CLASSES * INPUTS, 2),
            RandomArrays.of(CLASSES, 3));
    LinearHead gradients = head.zeros();
    LogitTile tile = tiles.take(head, new int[ROWS]);
    int bits = 0;
    while (tile.next()) {
      bits = 31 * bits + Arrays.hashCode(Arrays.copyOf(tile.logits(), tile.rows() * CLASSES));
      tile.addTo(gradients);
    }
    tiles.giveBack(tile);
    bits = 31 * bits + Arrays.hashCode(gradients.inputs());
    bits = 31 * bits + Arrays.hashCode(gradients.weights());
    return 31 * bits + Arrays.hashCode(gradients.bias());
  }
}
