package dev.surprisal.samples.explorer;

/** Where an element stands in the window, in pixels. */
record Box(double top, double bottom, double width) {
  double height() {
    return bottom - top;
  }
}
