package dev.surprisal.processor.express.option;

/** A set of numbers that a member may be one of. */
public enum Domain {
  /** Parts of a whole. */
  SHARE("a number in 0..1") {
    @Override
    public boolean contains(double value) {
      return value >= 0 && value <= 1;
    }
  },

  /** Parts of a whole, of which none is all and none is nothing. */
  INNER_SHARE("a number between 0 and 1") {
    @Override
    public boolean contains(double value) {
      return value > 0 && value < 1;
    }
  },

  /** Powers between those of counts and of spreads. */
  ONE_TO_TWO("a number between 1 and 2") {
    @Override
    public boolean contains(double value) {
      return value > 1 && value < 2;
    }
  },

  /** Whole numbers, 1 or more. */
  WHOLE("a whole number, 1 or more") {
    @Override
    public boolean contains(double value) {
      return value >= 1 && value == Math.rint(value) && value < Double.POSITIVE_INFINITY;
    }
  },

  /** Whole numbers of which a block of the runtime holds as many for each of some values. */
  SEVERAL("a whole number from 2 to 64") {
    @Override
    public boolean contains(double value) {
      return value >= 2 && value <= 64 && value == Math.rint(value);
    }
  },

  /** Finite numbers, 0 or more. */
  NOT_NEGATIVE("a finite number, 0 or more") {
    @Override
    public boolean contains(double value) {
      return value >= 0 && value < Double.POSITIVE_INFINITY;
    }
  },

  /** Powers of what is below 1, of which larger ones leave next to nothing. */
  EXPONENT("a number in 0..100") {
    @Override
    public boolean contains(double value) {
      return value >= 0 && value <= 100;
    }
  },

  /** Finite numbers greater than 0. */
  POSITIVE("a finite number greater than 0") {
    @Override
    public boolean contains(double value) {
      return value > 0 && value < Double.POSITIVE_INFINITY;
    }
  },

  /**
   * Factors of losses. Divided by any denominator that a call accepts, from 1e-30 to 1e30, each is
   * still a normal float, as what gradients are multiplied by has to be.
   */
  FACTOR("a number in 1e-7..1e7") {
    @Override
    public boolean contains(double value) {
      return value >= 1e-7 && value <= 1e7;
    }
  };

  private final String text;

  Domain(String text) {
    this.text = text;
  }

  /** The set in words. */
  public String text() {
    return text;
  }

  /** Whether a number is in the set. */
  public abstract boolean contains(double value);
}
