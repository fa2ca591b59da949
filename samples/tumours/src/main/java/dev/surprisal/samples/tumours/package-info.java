/** Is a tumour benign or malignant? Probabilities, what mistakes cost, and answers in between. */
package dev.surprisal.samples.tumours;
