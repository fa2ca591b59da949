package dev.surprisal.benchmark.options;

import dev.surprisal.runtime.ArrayLossFunction;
import java.util.EnumMap;
import java.util.Map;

/** The ways to compute a row. */
enum Way {
  SURPRISAL("Surprisal"),
  TORCH_AUTOGRAD("PyTorch autograd"),
  PLAIN_LOOP("plain loop");

  private static final String TORCH = "dev.surprisal.benchmark.options.TorchContender";

  final String title;

  Way(String title) {
    this.title = title;
  }

  /** Those that there are for a mode, PyTorch if it is built in. */
  static Map<Way, Contender> contenders(
      Batch batch, Mode mode, ArrayLossFunction<Object, Object> loss)
      throws ReflectiveOperationException {
    Map<Way, Contender> contenders = new EnumMap<>(Way.class);
    contenders.put(SURPRISAL, new SurprisalContender(batch, mode, loss));
    if (batch.head.hasLoop(mode)) {
      contenders.put(PLAIN_LOOP, new LoopContender(batch, mode));
    }
    if (hasTorch() && mode.isOfAutograd()) {
      contenders.put(TORCH_AUTOGRAD, torch(batch, mode));
    }
    return contenders;
  }

  private static Contender torch(Batch batch, Mode mode) throws ReflectiveOperationException {
    return (Contender)
        Class.forName(TORCH)
            .getDeclaredConstructor(Batch.class, Mode.class)
            .newInstance(batch, mode);
  }

  /** Asks for the library: our class may be left over from a build that had it. */
  private static boolean hasTorch() {
    return Way.class.getResource("/org/bytedeco/pytorch/Tensor.class") != null;
  }
}
