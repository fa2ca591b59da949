/** Generated losses timed by JMH, beside plain loops and a copy of memory. */
package dev.surprisal.benchmark;
