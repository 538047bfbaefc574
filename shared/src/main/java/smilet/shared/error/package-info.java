/**
 * What both programs do with what goes wrong: what a user did wrong ({@link
 * smilet.shared.error.UserError}), I/O errors in a user's words ({@link
 * smilet.shared.error.FileError}), the one line in which a failed command reports its failure
 * ({@link smilet.shared.error.Failure}), and the exit codes. It depends on nothing but the JDK.
 */
package smilet.shared.error;
