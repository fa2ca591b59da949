package dev.surprisal.runtime.kernel;

/**
 * Products of matrices, a block at a time that stays in the registers of the processor. Whoever
 * multiplies large matrices goes from block to block, and packs one of the factors into panels, so
 * that each block reads memory from one end to the other (Goto and van de Geijn, Anatomy of
 * High-Performance Matrix Multiplication, 2008).
 *
 * <p>Each number of a product is a sum in the order of its terms: the same bits in each call.
 */
public interface ProductKernels {
  /** The rows of a block, at most. */
  int HEIGHT = 6;

  /**
   * The columns of a block, and of a panel.
   *
   * @return a power of two, 64 at most
   */
  int width();

  /**
   * Adds a product: c<sub>i,j</sub> += &Sigma;<sub>k</sub> a<sub>i,k</sub> b<sub>k,j</sub>.
   *
   * @param a read: rows of as many numbers as the panel has rows
   * @param aStart the index of its first number
   * @param aStep how far a row is from the next
   * @param height the number of rows, in 1..{@link #HEIGHT}
   * @param b read: a panel, {@link #width} numbers in each row, one row after the other
   * @param bStart the index of its first number
   * @param length the number of rows of the panel
   * @param c added to: rows of {@link #width} numbers
   * @param cStart the index of its first number
   * @param cStep how far a row is from the next
   */
  void addProduct(
      float[] a,
      int aStart,
      int aStep,
      int height,
      float[] b,
      int bStart,
      int length,
      float[] c,
      int cStart,
      int cStep);

  /**
   * Adds a multiple of some numbers to others: y<sub>i</sub> += factor &middot; x<sub>i</sub>.
   *
   * @param factor multiplies
   * @param x read
   * @param xStart the index of the first number
   * @param length how many there are
   * @param y added to, not x
   * @param yStart the index of the first number
   */
  void addMultiple(float factor, float[] x, int xStart, int length, float[] y, int yStart);
}
