/** What the generated losses of linear heads run on, beside the runtime: logits tile by tile. */
module dev.surprisal.linear {
  requires transitive dev.surprisal.runtime;
  requires static org.jspecify;

  exports dev.surprisal.linear;
}
