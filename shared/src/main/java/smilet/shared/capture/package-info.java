/**
 * How captured frames are named: the device writes these names and the desktop reads them. Depends
 * on nothing else.
 */
package smilet.shared.capture;
