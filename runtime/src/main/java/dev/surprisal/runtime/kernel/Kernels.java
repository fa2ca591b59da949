package dev.surprisal.runtime.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The kernels of this virtual machine, chosen once: vector kernels where the module {@code
 * jdk.incubator.vector} is in the boot layer and the machine gains by them, else scalar ones.
 *
 * <p>{@code -Dsurprisal.kernels=scalar} and {@code =vector} override the choice; {@code auto} is
 * the default. A forced {@code vector} fails where the module is missing. What was chosen is logged
 * once, at level DEBUG, to the logger {@code dev.surprisal}.
 */
public final class Kernels {
  /** The kernels for {@code float[]}. */
  public static final RowKernels<float[]> FLOATS;

  /** The kernels for {@code double[]}. */
  public static final RowKernels<double[]> DOUBLES;

  /** The kernels for blocks of float. */
  public static final BlockKernels<float[]> FLOAT_BLOCKS;

  /** The kernels for blocks of double. */
  public static final BlockKernels<double[]> DOUBLE_BLOCKS;

  /** Functions of blocks of double. */
  public static final FunctionKernels<double[]> FUNCTIONS;

  /** The kernels for products of matrices. */
  public static final ProductKernels PRODUCTS;

  private static final KernelChoice CHOICE =
      KernelChoice.of(System.getProperty("surprisal.kernels", "auto"), Host.current());

  static {
    if (CHOICE.vector()) {
      FLOATS =
          new ByLength<>(
              VectorFloatKernels.LANES,
              new ScalarFloatKernels(RowKernels.MOST_SCALED),
              new VectorFloatKernels());
      DOUBLES =
          new ByLength<>(
              VectorDoubleKernels.LANES,
              new ScalarDoubleKernels(RowKernels.MOST_SCALED),
              new VectorDoubleKernels());
      FLOAT_BLOCKS = new VectorFloatBlocks();
      DOUBLE_BLOCKS = new VectorDoubleBlocks();
      FUNCTIONS = new VectorFunctions();
      PRODUCTS = new VectorProductKernels();
    } else {
      FLOATS = new ScalarFloatKernels();
      DOUBLES = new ScalarDoubleKernels();
      FLOAT_BLOCKS = new ScalarFloatBlocks();
      DOUBLE_BLOCKS = new ScalarDoubleBlocks();
      FUNCTIONS = new ScalarFunctions();
      PRODUCTS = new ScalarProductKernels();
    }
    Logger logger = System.getLogger("dev.surprisal");
    logger.log(Level.DEBUG, "kernels: {0}", CHOICE.reason());
  }

  private Kernels() {}

  /**
   * What was chosen, and why, for people.
   *
   * @return a line such as "scalar: started without --add-modules jdk.incubator.vector"
   */
  public static String description() {
    return CHOICE.reason();
  }
}
