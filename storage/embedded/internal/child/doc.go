// Package child runs a server as a child process that never outlives us.
//
// On Linux the kernel signals the child when we die, however we die. Elsewhere
// that does not exist: a server that was left behind is found and stopped when
// its data folder is opened again.
//
// A child that ends by itself is reported by Done and Err, with the last lines
// it wrote.
package child
