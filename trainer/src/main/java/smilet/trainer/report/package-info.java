/**
 * One HTML page that shows what a model can do and how it came to it, with everything in it: no
 * script, no network, no second file.
 */
package smilet.trainer.report;
