package dev.surprisal.processor;

/** A double. */
record Binary(double value) implements Real<Binary> {
  @Override
  public Binary of(double other) {
    return new Binary(other);
  }

  @Override
  public Binary plus(Binary other) {
    return new Binary(value + other.value);
  }

  @Override
  public Binary times(Binary other) {
    return new Binary(value * other.value);
  }

  @Override
  public Binary over(Binary other) {
    return new Binary(value / other.value);
  }

  @Override
  public Binary exp() {
    return new Binary(Math.exp(value));
  }

  @Override
  public Binary log() {
    return new Binary(Math.log(value));
  }

  @Override
  public Binary tanh() {
    return new Binary(Math.tanh(value));
  }

  @Override
  public double toDouble() {
    return value;
  }
}
