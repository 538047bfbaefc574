/**
 * The board that the program runs on, real or mocked, and what must be there on a real one. Pi4J is
 * opened with exactly the providers named here; the ones that it detects by itself would be the
 * mocks on a PC, without a warning. This package depends on no other package of the device.
 */
package smilet.device.board;
