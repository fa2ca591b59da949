/** A modular application. */
module app {
  requires static dev.surprisal.annotation;
  requires dev.surprisal.runtime;
  requires dev.surprisal.linear;
}
