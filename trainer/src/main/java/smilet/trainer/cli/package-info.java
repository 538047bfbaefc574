/**
 * The command line of the trainer: parses options, calls the other packages, prints, sets the exit
 * code. It decides nothing about data or models; the pipeline does. No other package uses this one.
 */
package smilet.trainer.cli;
