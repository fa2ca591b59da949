/**
 * What the generated losses of linear heads run on, beside the runtime: logits tile by tile, by the
 * matrix products of a BLAS.
 */
@SuppressWarnings("requires-automatic")
module dev.surprisal.linear {
  requires dev.ludovic.netlib.blas;
  requires transitive dev.surprisal.runtime;
  requires static org.jspecify;

  exports dev.surprisal.linear;
}
