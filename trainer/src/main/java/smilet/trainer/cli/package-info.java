/**
 * The command line of the trainer: parses, calls the other packages, prints, sets the exit code.
 */
package smilet.trainer.cli;
